// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows;

import dev.interlock.domain.lifecycle.Decision;
import dev.interlock.domain.lifecycle.Effect;
import dev.interlock.domain.lifecycle.MigrationEvent;
import dev.interlock.domain.lifecycle.MigrationState;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.workflows.port.Call;
import dev.interlock.workflows.port.LedgerActivities;
import dev.interlock.workflows.port.RateOrder;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Performs effects: begins and cancels activities, and sees to it that every note reaches the ledger. */
final class EffectRunner {

    private final Run run;
    private final OperatorInbox inbox;
    private final NoteBook notes;
    private final Map<Long, CancellationScope> scopes = new LinkedHashMap<>();
    private Promise<Boolean> recorded = Workflow.newPromise(true);
    private Promise<Boolean> rateSet = Workflow.newPromise(true);

    EffectRunner(Run run, OperatorInbox inbox, NoteBook notes) {
        this.run = run;
        this.inbox = inbox;
        this.notes = notes;
    }

    /** The part of a decision that only says something. What it says goes to the ledger when the rest is performed. */
    void note(Decision decision) {
        decision.effects().stream()
                .filter(Effect.Write.class::isInstance)
                .map(Effect.Write.class::cast)
                .forEach(write -> notes.add(write.note()));
    }

    void perform(Decision decision) {
        boolean said = false;
        boolean carried = false;
        boolean cancels = decision.effects().stream().anyMatch(Effect.Cancel.class::isInstance);
        for (Effect effect : decision.effects()) {
            if (effect instanceof Effect.Write) {
                said = true;
            } else if (effect instanceof Effect.Cancel cancel) {
                cancel(cancel.turn());
            } else if (effect instanceof Effect.SetRate setRate) {
                setRate(decision.state(), setRate);
                carried = true;
            } else if (effect instanceof Effect.Start start) {
                begin(decision.state(), start, !cancels);
                carried = true;
            }
        }
        if (said && !carried) {
            record(decision.state());
        }
    }

    NoteBook notes() {
        return notes;
    }

    boolean rateIsSet() {
        return rateSet.isCompleted();
    }

    boolean everythingIsWritten() {
        return recorded.isCompleted() && rateSet.isCompleted();
    }

    private void cancel(long turn) {
        CancellationScope scope = scopes.remove(turn);
        if (scope != null) {
            scope.cancel();
        }
    }

    /** @param atOnce whether it may be done within this workflow task: a cancel goes out with its end, which nothing holds up */
    private void begin(MigrationState state, Effect.Start start, boolean atOnce) {
        int upTo = notes.size();
        Call call = run.call(state, notes.unwritten());
        AtomicReference<@Nullable Promise<Outcome>> promise = new AtomicReference<>();
        CancellationScope scope = Workflow.newDetachedCancellationScope(
                () -> promise.set(TaskCalls.begin(run, start.task(), call, atOnce)));
        scopes.put(start.turn(), scope);
        scope.run();
        Promise<Outcome> outcome = promise.get();
        if (outcome != null) {
            outcome.handle((result, failure) -> ended(start.turn(), upTo, result, failure));
        }
    }

    private boolean ended(long turn, int upTo, @Nullable Outcome outcome, @Nullable RuntimeException failure) {
        scopes.remove(turn);
        if (failure == null && outcome != null) {
            notes.written(upTo);
            return inbox.add(new MigrationEvent.Finished(turn, outcome));
        }
        boolean stopped = failure instanceof CanceledFailure
                || (failure != null && failure.getCause() instanceof CanceledFailure);
        return inbox.add(
                stopped
                        ? new MigrationEvent.Stopped(turn)
                        : new MigrationEvent.Faulted(turn, FailureWords.of(failure)));
    }

    void record(MigrationState state) {
        int upTo = notes.size();
        Call call = run.call(state, notes.unwritten());
        LedgerActivities ledger =
                Workflow.newActivityStub(LedgerActivities.class, ActivityTable.record("Put on record: " + last(call)));
        recorded = Async.procedure(ledger::record, call).handle((done, failure) -> written(failure, upTo));
    }

    /** Beside whatever is under way: a backfill reads its rate from the ledger, and is not begun anew for it. */
    private void setRate(MigrationState state, Effect.SetRate effect) {
        int upTo = notes.size();
        RateOrder order = new RateOrder(
                effect.rate().text(), effect.by().actor(), effect.by().reason(), state.notes());
        LedgerActivities ledger = Workflow.newActivityStub(
                LedgerActivities.class,
                ActivityTable.record("Backfill at " + effect.rate().words()));
        rateSet = Async.procedure(ledger::throttle, run.call(state, notes.unwritten()), order)
                .handle((done, failure) -> written(failure, upTo));
    }

    private boolean written(@Nullable RuntimeException failure, int upTo) {
        if (failure == null) {
            notes.written(upTo);
        }
        return failure == null;
    }

    private static String last(Call call) {
        return call.notes().isEmpty()
                ? ""
                : call.notes().get(call.notes().size() - 1).text();
    }
}
