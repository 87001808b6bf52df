// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api;

import dev.interlock.domain.lifecycle.Note;
import dev.interlock.workflows.CommandAnswer;
import dev.interlock.workflows.CommandMessage;
import dev.interlock.workflows.MigrationStatus;
import dev.interlock.workflows.MigrationWorkflow;
import dev.interlock.workflows.StartInput;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers like a migration in RAMPING at 20 %: it can be paused, resumed and rolled back; promote is refused; a revert
 * ends it.
 */
public final class StubMigration implements MigrationWorkflow {

    private String phase = "RAMPING";
    private double percent = 20;
    private @Nullable String hold;

    @Override
    public String run(StartInput input) {
        Workflow.await(() -> phase.equals("REVERTED"));
        return phase;
    }

    @Override
    public MigrationStatus status() {
        return new MigrationStatus(
                "shop",
                Workflow.getInfo().getWorkflowId().replace("migration.shop.", ""),
                7,
                "abc",
                "Split a name",
                "team-accounts",
                List.of("public.users"),
                "users-split-name",
                phase,
                percent,
                hold,
                hold == null ? null : "PAUSE",
                null,
                1,
                0,
                null,
                "50 %",
                null,
                "schema serves old + new; application 20 % new; controlled by flag users-split-name, never moved",
                null,
                List.of("pause", "rollback"),
                List.of("hide"));
    }

    @Override
    public List<Note> timeline() {
        return List.of();
    }

    @Override
    public CommandAnswer pause(@Nullable CommandMessage message) {
        boolean changed = hold == null;
        hold = "paused by " + (message == null ? "nobody" : message.actor() + ": " + message.reason());
        return answer(changed, "paused");
    }

    @Override
    public CommandAnswer resume(@Nullable CommandMessage message) {
        hold = null;
        return answer(true, "resumed");
    }

    @Override
    public CommandAnswer rollback(@Nullable CommandMessage message) {
        phase = "ROLLING_BACK";
        percent = 0;
        return answer(true, "rolling back");
    }

    @Override
    public CommandAnswer revert(@Nullable CommandMessage message) {
        phase = "REVERTED";
        return answer(true, "reverted");
    }

    @Override
    public CommandAnswer approve(@Nullable CommandMessage message) {
        return answer(true, "approved " + (message == null ? "" : message.plan()));
    }

    @Override
    public CommandAnswer promote(@Nullable CommandMessage message) {
        return answer(false, "never reached");
    }

    @Override
    public CommandAnswer extend(@Nullable CommandMessage message) {
        return answer(true, "extended by " + (message == null ? "" : message.duration()));
    }

    @Override
    public CommandAnswer throttle(@Nullable CommandMessage message) {
        return answer(true, "the rate is " + (message == null ? "" : message.rate()));
    }

    @Override
    public CommandAnswer repair(@Nullable CommandMessage message) {
        return answer(true, "repairing");
    }

    private CommandAnswer answer(boolean changed, String message) {
        return new CommandAnswer(changed, message, status());
    }

    @Override
    public void mayPromote(@Nullable CommandMessage message) {
        throw ApplicationFailure.newNonRetryableFailure("promote is refused: no live evaluator", "refused");
    }

    @Override
    public void mayRepair(@Nullable CommandMessage message) {}

    @Override
    public void mayPause(@Nullable CommandMessage message) {}

    @Override
    public void mayResume(@Nullable CommandMessage message) {}

    @Override
    public void mayRollback(@Nullable CommandMessage message) {}

    @Override
    public void mayRevert(@Nullable CommandMessage message) {}

    @Override
    public void mayApprove(@Nullable CommandMessage message) {}

    @Override
    public void mayExtend(@Nullable CommandMessage message) {}

    @Override
    public void mayThrottle(@Nullable CommandMessage message) {}

    @Override
    public void signalPause(@Nullable Object message) {}

    @Override
    public void signalResume(@Nullable Object message) {}

    @Override
    public void signalRollback(@Nullable Object message) {}

    @Override
    public void signalRevert(@Nullable Object message) {}

    @Override
    public void signalApprove(@Nullable Object message) {}

    @Override
    public void signalPromote(@Nullable Object message) {}

    @Override
    public void signalExtend(@Nullable Object message) {}

    @Override
    public void signalThrottle(@Nullable Object message) {}

    @Override
    public void signalRepair(@Nullable Object message) {}

    @Override
    public void signalKilled(@Nullable Object message) {}
}
