// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows;

import dev.interlock.domain.lifecycle.Decision;
import dev.interlock.domain.lifecycle.MigrationEvent;
import dev.interlock.domain.lifecycle.MigrationMachine;
import dev.interlock.domain.lifecycle.MigrationState;
import dev.interlock.domain.lifecycle.Note;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.DynamicSignalHandler;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One loop: wait for an event, ask the machine, perform what it says. */
public final class MigrationWorkflowImpl extends CommandHandlers {

    private final Shown shown = new Shown();

    @Override
    public String run(StartInput input) {
        Workflow.registerListener((DynamicSignalHandler) (name, arguments) -> inbox.unknownSignal(name));
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
            MigrationState state = decision.state();
            runner.perform(decision);
            shown.update(run, state, runner.timeline());
            inbox.answer(state, shown.status());
            timers.arm(state.alarm());
            Optional<MigrationEvent> event = inbox.takeUnless(() -> state.over() && runner.everythingIsWritten());
            if (event.isEmpty()) {
                return state.phase().name().name();
            }
            decision = MigrationMachine.next(state, event.get(), Now.instant());
        }
    }

    @Override
    public MigrationStatus status() {
        return shown.status();
    }

    @Override
    public List<Note> timeline() {
        return shown.timeline();
    }
}
