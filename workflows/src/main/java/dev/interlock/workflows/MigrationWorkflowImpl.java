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
        CancellationScope root = CancellationScope.current();
        root.getCancellationRequest().thenApply(reason -> inbox.add(new MigrationEvent.CancelRequested()));
        AtomicReference<@Nullable String> ending = new AtomicReference<>();
        // A cancelled root scope stays cancelled, and a rollback has work to do: the whole drive is detached from it.
        Workflow.newDetachedCancellationScope(() -> ending.set(drive(input, new Valve(input, root))))
                .run();
        return Objects.requireNonNull(ending.get(), "the drive is over and has not said how it ended");
    }

    private String drive(StartInput input, Valve valve) {
        Relay relay = Relay.begin(input, inbox, shown);
        EffectRunner runner = new EffectRunner(relay.run(), inbox, relay.notes());
        Timers timers = new Timers(inbox);
        Decision decision = relay.first();
        runner.note(decision);
        while (true) {
            MigrationState state = decision.state();
            runner.perform(decision);
            show(relay, state);
            timers.arm(state.alarm());
            Optional<MigrationEvent> event = inbox.takeUnless(() -> state.over() && runner.everythingIsWritten());
            if (event.isEmpty()) {
                return state.phase().name().name();
            }
            decision = MigrationMachine.next(state, event.get(), Now.instant());
            runner.note(decision);
            if (valve.opensAt(decision, runner) && inbox.isEmpty()) {
                MigrationState left = decision.state();
                show(relay, left);
                if (inbox.comesToRest(() -> runner.record(left), runner::everythingIsWritten)) {
                    Valve.goOn(input.carrying(relay.leave(decision, inbox)));
                }
            }
        }
    }

    private void show(Relay relay, MigrationState state) {
        shown.update(relay.run(), state, relay.notes().all());
        inbox.answer(state, shown.status());
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
