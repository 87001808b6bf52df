// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows;

import dev.interlock.domain.lifecycle.Note;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One migration. Workflow id {@code migration.<database>.<id>}.
 *
 * <p>Every command exists twice: as an update, which answers and refuses in words, and as a signal of the same name for
 * the Web UI and the {@code temporal} command line, whose refusals are recorded and shown. A signal takes any JSON, since
 * one that does not fit its parameter would be dropped in silence; what cannot be read as a {@link CommandMessage} is
 * refused on record.
 */
@WorkflowInterface
public interface MigrationWorkflow {

    /** The phase that it ended in. */
    @WorkflowMethod(name = "Migration")
    String run(StartInput input);

    @QueryMethod(name = "status", description = "Phase, hold, percent, what comes next and when")
    MigrationStatus status();

    @QueryMethod(
            name = "timeline",
            description = "The decisions, oldest first; after very many the newest, and all are in the ledger")
    List<Note> timeline();

    @SignalMethod(name = "pause", description = "Stand still at the present percentage; still watched")
    void signalPause(@Nullable Object message);

    @SignalMethod(name = "resume", description = "End the hold and look again with a fresh window")
    void signalResume(@Nullable Object message);

    @SignalMethod(name = "rollback", description = "Flag to 0 %, proven; schema and sync stay")
    void signalRollback(@Nullable Object message);

    @SignalMethod(name = "revert", description = "Undo the expand; only after a rollback")
    void signalRevert(@Nullable Object message);

    @SignalMethod(name = "approve", description = "Let the contract through; `plan` is the SHA-256")
    void signalApprove(@Nullable Object message);

    @SignalMethod(name = "promote", description = "Take the next step now")
    void signalPromote(@Nullable Object message);

    @SignalMethod(name = "extend", description = "Lengthen the time that is running; `for` is a duration")
    void signalExtend(@Nullable Object message);

    @SignalMethod(name = "throttle", description = "Set the rate of the backfill; `rate` is rows per second, or max")
    void signalThrottle(@Nullable Object message);

    @SignalMethod(
            name = "repair",
            description = "Make rows right that exact parity has found; only where it is certain how")
    void signalRepair(@Nullable Object message);

    /** Sent by the worker that heard {@code interlock.kill} in the database. */
    @SignalMethod(name = "killed", description = "Internal: the flag was killed in the database")
    void signalKilled(@Nullable Object message);

    @UpdateMethod(name = "pause")
    CommandAnswer pause(@Nullable CommandMessage message);

    @UpdateMethod(name = "resume")
    CommandAnswer resume(@Nullable CommandMessage message);

    @UpdateMethod(name = "rollback")
    CommandAnswer rollback(@Nullable CommandMessage message);

    @UpdateMethod(name = "revert")
    CommandAnswer revert(@Nullable CommandMessage message);

    @UpdateMethod(name = "approve")
    CommandAnswer approve(@Nullable CommandMessage message);

    @UpdateMethod(name = "promote")
    CommandAnswer promote(@Nullable CommandMessage message);

    @UpdateMethod(name = "extend")
    CommandAnswer extend(@Nullable CommandMessage message);

    @UpdateMethod(name = "throttle")
    CommandAnswer throttle(@Nullable CommandMessage message);

    @UpdateMethod(name = "repair")
    CommandAnswer repair(@Nullable CommandMessage message);

    @UpdateValidatorMethod(updateName = "pause")
    void mayPause(@Nullable CommandMessage message);

    @UpdateValidatorMethod(updateName = "resume")
    void mayResume(@Nullable CommandMessage message);

    @UpdateValidatorMethod(updateName = "rollback")
    void mayRollback(@Nullable CommandMessage message);

    @UpdateValidatorMethod(updateName = "revert")
    void mayRevert(@Nullable CommandMessage message);

    @UpdateValidatorMethod(updateName = "approve")
    void mayApprove(@Nullable CommandMessage message);

    @UpdateValidatorMethod(updateName = "promote")
    void mayPromote(@Nullable CommandMessage message);

    @UpdateValidatorMethod(updateName = "extend")
    void mayExtend(@Nullable CommandMessage message);

    @UpdateValidatorMethod(updateName = "throttle")
    void mayThrottle(@Nullable CommandMessage message);

    @UpdateValidatorMethod(updateName = "repair")
    void mayRepair(@Nullable CommandMessage message);
}
