// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows;

import dev.interlock.domain.lifecycle.Decision;
import dev.interlock.domain.lifecycle.MigrationEvent;
import dev.interlock.domain.lifecycle.MigrationMachine;
import dev.interlock.domain.lifecycle.Note;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.DynamicSignalHandler;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One loop: wait for an event, ask the machine, perform what it says. */
public final class MigrationWorkflowImpl implements MigrationWorkflow {

    private final OperatorInbox inbox = new OperatorInbox();
    private final Shown shown = new Shown();

    @Override
    public String run(StartInput input) {
        Workflow.registerListener(
                (DynamicSignalHandler) (name, arguments) -> inbox.signal(name, null, "there is no signal " + name));
        CancellationScope.current()
                .getCancellationRequest()
                .thenApply(reason -> inbox.add(new MigrationEvent.CancelRequested()));
        AtomicReference<@Nullable String> ending = new AtomicReference<>();
        // A cancelled root scope stays cancelled, and a rollback has work to do: the whole drive is detached from it.
        Workflow.newDetachedCancellationScope(() -> ending.set(drive(input))).run();
        return Objects.requireNonNull(ending.get(), "the drive is over and has not said how it ended");
    }

    private String drive(StartInput input) {
        Run run = Run.register(input);
        EffectRunner runner = new EffectRunner(run, inbox);
        Timers timers = new Timers(inbox);
        Decision decision = run.firstDecision(Now.instant());
        while (true) {
            runner.perform(decision);
            shown.update(run, decision.state(), runner.timeline());
            inbox.answer(decision.state(), shown.status());
            if (decision.state().over()) {
                break;
            }
            timers.arm(decision.state().alarm());
            MigrationEvent event = inbox.take();
            decision = MigrationMachine.next(decision.state(), event, Now.instant());
        }
        timers.disarm();
        runner.flush();
        Workflow.await(Workflow::isEveryHandlerFinished);
        return decision.state().phase().name().name();
    }

    @Override
    public MigrationStatus status() {
        return shown.status();
    }

    @Override
    public List<Note> timeline() {
        return shown.timeline();
    }

    @Override
    public void signalPause(@Nullable Object message) {
        inbox.signal("pause", message);
    }

    @Override
    public void signalResume(@Nullable Object message) {
        inbox.signal("resume", message);
    }

    @Override
    public void signalRollback(@Nullable Object message) {
        inbox.signal("rollback", message);
    }

    @Override
    public void signalRevert(@Nullable Object message) {
        inbox.signal("revert", message);
    }

    @Override
    public void signalApprove(@Nullable Object message) {
        inbox.signal("approve", message);
    }

    @Override
    public void signalPromote(@Nullable Object message) {
        inbox.signal("promote", message);
    }

    @Override
    public void signalExtend(@Nullable Object message) {
        inbox.signal("extend", message);
    }

    @Override
    public void signalKilled(@Nullable Object message) {
        inbox.killed(message);
    }

    @Override
    public CommandAnswer pause(@Nullable CommandMessage message) {
        return inbox.update("pause", message);
    }

    @Override
    public CommandAnswer resume(@Nullable CommandMessage message) {
        return inbox.update("resume", message);
    }

    @Override
    public CommandAnswer rollback(@Nullable CommandMessage message) {
        return inbox.update("rollback", message);
    }

    @Override
    public CommandAnswer revert(@Nullable CommandMessage message) {
        return inbox.update("revert", message);
    }

    @Override
    public CommandAnswer approve(@Nullable CommandMessage message) {
        return inbox.update("approve", message);
    }

    @Override
    public CommandAnswer promote(@Nullable CommandMessage message) {
        return inbox.update("promote", message);
    }

    @Override
    public CommandAnswer extend(@Nullable CommandMessage message) {
        return inbox.update("extend", message);
    }

    @Override
    public void mayPause(@Nullable CommandMessage message) {
        inbox.validate("pause", message);
    }

    @Override
    public void mayResume(@Nullable CommandMessage message) {
        inbox.validate("resume", message);
    }

    @Override
    public void mayRollback(@Nullable CommandMessage message) {
        inbox.validate("rollback", message);
    }

    @Override
    public void mayRevert(@Nullable CommandMessage message) {
        inbox.validate("revert", message);
    }

    @Override
    public void mayApprove(@Nullable CommandMessage message) {
        inbox.validate("approve", message);
    }

    @Override
    public void mayPromote(@Nullable CommandMessage message) {
        inbox.validate("promote", message);
    }

    @Override
    public void mayExtend(@Nullable CommandMessage message) {
        inbox.validate("extend", message);
    }
}
