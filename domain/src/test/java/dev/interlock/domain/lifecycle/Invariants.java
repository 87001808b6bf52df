// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import dev.interlock.domain.plan.ContractPolicy.Approval;
import dev.interlock.domain.plan.Percent;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The promises of the design, as conditions that hold at every moment of every run. Each failure names its promise. */
final class Invariants {

    private final World world;
    private Percent allowed = Percent.ZERO;
    private boolean gateWasOpen;

    Invariants(World world) {
        this.world = world;
    }

    /** What a single decision may and may not do. */
    void decided(MigrationState before, MigrationEvent event, Decision decision, List<String> log) {
        MigrationState after = decision.state();
        allow(before, event, after);
        silenceIsNeverSuccess(before, event, after, log);
        rollbackIsAccepted(before, event, after, log);
        everythingIsOnRecord(before, decision, log);
        throttleRestartsNothing(before, decision, log);
        aFailIsActedOnOnce(before, event, decision, log);
        aPersonIsAskedForWhatIsNotKnown(before, event, after, log);
        if (event instanceof MigrationEvent.Finished finished && !before.equals(after)) {
            gateWasOpen = finished.outcome() instanceof Outcome.GateOpen;
        }
    }

    private static void aPersonIsAskedForWhatIsNotKnown(
            MigrationState before, MigrationEvent event, MigrationState after, List<String> log) {
        boolean opened = event instanceof MigrationEvent.Finished finished
                && finished.outcome() instanceof Outcome.GateOpen open
                && (!open.unknown().isEmpty() || before.policy().approval() != Approval.NONE);
        check(
                "9 SilenceIsNeverSuccess: what the gate cannot know is let through by a person only",
                !(opened && before.phase() instanceof Phase.Soaking && after.phase() instanceof Phase.Hiding),
                log);
    }

    /** Before a task begins. */
    void begins(MigrationState state, Task task, Collection<Flight> flights, Instant now, List<String> log) {
        check(
                "3 FlagNeverExceedsPassedSteps: never a step forward outside of the windows, as at " + now,
                !goesForward(task) || state.policy().ramp().windows().stream().allMatch(hours -> hours.isOpen(now)),
                log);
        check(
                "6 EveryScriptExactlyOnce: schema work never runs beside schema work",
                !task.touchesSchema()
                        || flights.stream().noneMatch(flight -> flight.task().touchesSchema()),
                log);
        check(
                "8 TwoMigrationsNeverChangeTheSameTable: schema work only under the claim",
                !changesSchema(task) || Integer.valueOf(1).equals(world.claims.get("public.users")),
                log);
        check(
                "5 DropOnlyWithFreshEvidence: an open gate directly before it",
                !(task instanceof Task.Drop) || gateWasOpen,
                log);
        check(
                "1 NoAcknowledgedWriteIsLost: a revert only at a proven 0 %",
                !(task instanceof Task.Revert) || state.percent().isZero(), log);
    }

    /** What is so at any moment. */
    void always(MigrationState state, List<String> log) {
        check(
                "2 OldPathWorksOutsideOfHiding: the flag is never down while an old name does not resolve",
                !world.hidden || world.percent.isFull(),
                log);
        check("2 OldPathWorksOutsideOfHiding: hidden in " + state.phase(), !world.hidden || mayBeHidden(state), log);
        check(
                "1 NoAcknowledgedWriteIsLost: nobody on the new path without sync until the drop",
                world.percent.isZero() || world.synced,
                log);
        check(
                "1 NoAcknowledgedWriteIsLost: nobody on the old path after the drop",
                !world.dropped || world.percent.isFull(),
                log);
        check(
                "3 FlagNeverExceedsPassedSteps: " + world.percent + " with " + allowed + " allowed",
                world.percent.compareTo(allowed) <= 0,
                log);
        check(
                "6 EveryScriptExactlyOnce",
                world.timesExpanded <= world.timesReverted + 1 && world.timesDropped <= 1,
                log);
    }

    /** After a rollback was ordered and nobody interfered any more. */
    void atRest(MigrationState state, List<String> log) {
        boolean gone = world.dropped;
        check(
                "4 RollbackAlwaysArrives: at " + world.percent + " in " + state.phase(),
                gone || world.percent.isZero(),
                log);
        check(
                "4 RollbackAlwaysArrives: stands in " + state.phase(),
                gone
                        || state.phase() instanceof Phase.RolledBack
                        || state.phase() instanceof Phase.Ended
                        || state.phase() instanceof Phase.Reverting,
                log);
        check(
                "8 TwoMigrationsNeverChangeTheSameTable: the claim is given up at the end, not before",
                !(state.phase() instanceof Phase.Ended && state.over()) || !world.claims.containsValue(1),
                log);
    }

    private void allow(MigrationState before, MigrationEvent event, MigrationState after) {
        if (after.phase() instanceof Phase.RollingBack back && back.zeroed()) {
            allowed = Percent.ZERO;
        }
        boolean passed =
                event instanceof MigrationEvent.Finished finished && finished.outcome() instanceof Outcome.Passed;
        boolean promoted =
                event instanceof MigrationEvent.Ordered ordered && ordered.command() instanceof Command.Promote;
        boolean began = event instanceof MigrationEvent.Finished first
                && first.outcome() instanceof Outcome.Done
                && before.phase() instanceof Phase.Ramping ramping
                && ramping.stage() instanceof RampStage.Calibrating;
        Percent next = next(after);
        if ((passed || promoted || began) && next != null) {
            allowed = next;
        }
    }

    private static @Nullable Percent next(MigrationState state) {
        if (!(state.phase() instanceof Phase.Ramping ramping)) {
            return null;
        }
        if (ramping.stage() instanceof RampStage.Raising raising) {
            return state.policy().ramp().step(raising.step()).percent();
        }
        return ramping.stage() instanceof RampStage.CheckingParity parity
                ? state.policy().ramp().step(parity.next()).percent()
                : null;
    }

    private void silenceIsNeverSuccess(
            MigrationState before, MigrationEvent event, MigrationState after, List<String> log) {
        boolean silent = event instanceof MigrationEvent.Faulted
                || (event instanceof MigrationEvent.Finished finished
                        && (finished.outcome() instanceof Outcome.NoData
                                || finished.outcome() instanceof Outcome.Inconclusive
                                || finished.outcome() instanceof Outcome.Unsure
                                || finished.outcome() instanceof Outcome.GateClosed));
        boolean forward = next(after) != null && !after.phase().equals(before.phase());
        boolean contracts = (after.phase() instanceof Phase.Hiding && before.phase() instanceof Phase.Soaking)
                || (after.phase() instanceof Phase.Dropping && before.phase() instanceof Phase.Hiding);
        check("9 SilenceIsNeverSuccess", !silent || !(forward || contracts), log);
    }

    private void rollbackIsAccepted(
            MigrationState before, MigrationEvent event, MigrationState after, List<String> log) {
        boolean ordered = event instanceof MigrationEvent.Ordered order && order.command() instanceof Command.Rollback;
        if (!ordered || !(before.phase() instanceof Phase.BeforeDrop)) {
            return;
        }
        boolean onTheWay = after.phase() instanceof Phase.RollingBack
                || after.phase() instanceof Phase.RolledBack
                || after.phase() instanceof Phase.Reverting
                || after.phase() instanceof Phase.Reverted
                || (after.phase() instanceof Phase.Dropping dropping
                        && dropping.goingBack().isPresent());
        check("4 RollbackIsAcceptedUntilTheDrop: in " + before.phase(), onTheWay, log);
    }

    private static void everythingIsOnRecord(MigrationState before, Decision decision, List<String> log) {
        boolean moved = before.phase().name() != decision.state().phase().name()
                || !before.percent().equals(decision.state().percent())
                || !before.hold().equals(decision.state().hold());
        boolean written = decision.effects().stream().anyMatch(effect -> effect instanceof Effect.Write);
        check("10 EverythingIsOnRecord", !moved || written, log);
    }

    private static void throttleRestartsNothing(MigrationState before, Decision decision, List<String> log) {
        boolean throttled = decision.effects().stream().anyMatch(effect -> effect instanceof Effect.SetRate);
        boolean restarts = decision.effects().stream()
                .anyMatch(effect -> effect instanceof Effect.Start || effect instanceof Effect.Cancel);
        check(
                "10 EverythingIsOnRecord: a rate is set in BACKFILLING, beside what is under way, with who and why",
                !throttled
                        || (before.phase() instanceof Phase.Backfilling
                                && !restarts
                                && decision.effects().stream().anyMatch(effect -> effect instanceof Effect.Write)),
                log);
    }

    /** Beginning the same look again would find the same again, at once and for ever. */
    private static void aFailIsActedOnOnce(
            MigrationState before, MigrationEvent event, Decision decision, List<String> log) {
        boolean failed = event instanceof MigrationEvent.Finished finished
                && finished.outcome() instanceof Outcome.Failed
                && before.tasks().isRunning(finished.turn());
        boolean again = before.tasks().running().stream()
                .anyMatch(looked -> decision.effects().stream()
                        .anyMatch(effect -> effect instanceof Effect.Start start
                                && start.task().equals(looked.task())));
        check("9 SilenceIsNeverSuccess: a FAIL is acted on, and not looked for again at once", !(failed && again), log);
    }

    /** While going back, until the flag is written: both come in one transaction. */
    private static boolean mayBeHidden(MigrationState state) {
        return state.phase() instanceof Phase.Hiding
                || state.phase() instanceof Phase.Dropping
                || (state.phase() instanceof Phase.RollingBack back && !back.zeroed());
    }

    private static boolean goesForward(Task task) {
        return task instanceof Task.Raise
                || task instanceof Task.TurnSafeSide
                || task instanceof Task.Hide
                || task instanceof Task.Drop;
    }

    private static boolean changesSchema(Task task) {
        return task instanceof Task.Expand
                || task instanceof Task.Backfill
                || task instanceof Task.Repair
                || task instanceof Task.Revert
                || task instanceof Task.Archive
                || task instanceof Task.Hide
                || task instanceof Task.Drop;
    }

    private static void check(String promise, boolean holds, List<String> log) {
        if (!holds) {
            throw new Broken(promise, log);
        }
    }

    /** A promise that was not kept, with the way there. */
    static final class Broken extends AssertionError {
        private static final long serialVersionUID = 1;

        Broken(String promise, List<String> log) {
            super(promise + "\n  " + String.join("\n  ", log.subList(Math.max(0, log.size() - 25), log.size())));
        }
    }
}
