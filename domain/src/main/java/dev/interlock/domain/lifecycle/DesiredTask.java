// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import dev.interlock.domain.plan.Percent;
import dev.interlock.domain.plan.RampSchedule;
import java.time.Instant;
import java.util.Optional;

/**
 * What should be under way in a state: the one place that ties phases to work.
 *
 * <p>While something holds above 0 %, that is looking out for a FAIL and nothing else.
 */
final class DesiredTask {

    private DesiredTask() {}

    static Optional<Task> of(MigrationState state) {
        Phase phase = state.phase();
        if (phase instanceof Phase.Ended ended) {
            return ended.closed()
                    ? Optional.empty()
                    : Optional.of(new Task.Close(phase.name().name()));
        }
        if (phase instanceof Phase.RollingBack rollingBack) {
            return state.hold().isPresent() ? Optional.empty() : Optional.of(rollback(rollingBack));
        }
        if (phase instanceof Phase.Hiding hiding && hiding.unhides()) {
            return state.hold().isPresent() ? Optional.empty() : Optional.of(new Task.Unhide());
        }
        if (phase instanceof Phase.Dropping dropping) {
            return drop(state, dropping);
        }
        if (phase instanceof Phase.RolledBack rolledBack) {
            return rolledBack.wanted() == Phase.Then.STAND ? Optional.empty() : Optional.of(new Task.AwaitAnswers());
        }
        return state.hold().isPresent() ? whileHeld(state) : atWork(state);
    }

    /** A commit whose outcome is not known is asked of the ledger, held or not. */
    private static Optional<Task> drop(MigrationState state, Phase.Dropping phase) {
        if (state.hold().filter(hold -> !hold.watched()).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(phase.asking() ? new Task.AskDrop() : new Task.Drop());
    }

    private static Task rollback(Phase.RollingBack phase) {
        return phase.zeroed()
                ? new Task.ProveKill()
                : new Task.Zero(phase.origin().actor(), phase.origin().reason());
    }

    private static Optional<Task> whileHeld(MigrationState state) {
        Hold hold = state.hold().orElseThrow();
        Optional<Task> running = state.tasks().running().map(Tasks.Running::task);
        if (running.filter(DesiredTask::finishesFirst).isPresent()) {
            return running;
        }
        if (state.phase() instanceof Phase.Ramping ramping
                && ramping.stage() instanceof RampStage.Calibrating calibrating
                && hold.kind() == Hold.Kind.NO_DATA) {
            return Optional.of(calibrate(state, calibrating));
        }
        if (state.percent().isZero() || !hold.watched() || !watchable(state.phase())) {
            return Optional.empty();
        }
        return Optional.of(new Task.Guard(state.percent(), hold.since(), hold.kind() == Hold.Kind.NO_DATA));
    }

    /** A hold takes effect at the next safe point: these are let come to their end. Waiting in a queue is no work: others pass. */
    private static boolean finishesFirst(Task task) {
        return (task instanceof Task.Claim claim && !claim.queue())
                || task instanceof Task.Preflight
                || task instanceof Task.Expand
                || task instanceof Task.Raise
                || task instanceof Task.TurnSafeSide
                || task instanceof Task.Hide
                || task instanceof Task.AfterDrop
                || task instanceof Task.Revert;
    }

    private static boolean watchable(Phase phase) {
        return phase instanceof Phase.Ramping || phase instanceof Phase.Soaking || phase instanceof Phase.Hiding;
    }

    private static Optional<Task> atWork(MigrationState state) {
        return switch (state.phase().name()) {
            case QUEUED -> Optional.of(new Task.Claim(state.policy().queue()));
            case PREFLIGHT -> Optional.of(new Task.Preflight());
            case EXPANDING -> Optional.of(new Task.Expand());
            case BACKFILLING -> Optional.of(new Task.Backfill());
            case RAMPING -> ramp(state, ((Phase.Ramping) state.phase()).stage());
            case SOAKING -> soak(((Phase.Soaking) state.phase()).stage());
            case HIDING -> Optional.of(hide(state, (Phase.Hiding) state.phase()));
            case DROPPED -> Optional.of(new Task.AfterDrop());
            case REVERTING -> Optional.of(new Task.Revert(((Phase.Reverting) state.phase()).approved()));
            case DROPPING, ROLLING_BACK, ROLLED_BACK, COMPLETED, REVERTED, REJECTED -> Optional.empty();
        };
    }

    private static Optional<Task> ramp(MigrationState state, RampStage stage) {
        if (stage instanceof RampStage.CheckingParity) {
            return Optional.of(new Task.Parity());
        }
        if (stage instanceof RampStage.Repairing) {
            return Optional.of(new Task.Repair());
        }
        if (stage instanceof RampStage.Calibrating calibrating) {
            return Optional.of(calibrate(state, calibrating));
        }
        if (stage instanceof RampStage.Raising raising) {
            return Optional.of(new Task.Raise(percent(state, raising.step())));
        }
        return Optional.of(watch(state, (RampStage.Watching) stage));
    }

    /** It goes on until the first step can be taken, which is then taken on fresh looks. */
    private static Task calibrate(MigrationState state, RampStage.Calibrating calibrating) {
        RampSchedule ramp = state.policy().ramp();
        return ramp.calibrates()
                ? new Task.Calibrate(calibrating.since(), state.heldFor(Hold.Kind.NO_DATA))
                : new Task.AwaitEvaluators(ramp.windows().map(hours -> calibrating.since()));
    }

    private static Task watch(MigrationState state, RampStage.Watching watching) {
        Instant until = state.policy().ramp().next(watching.step(), watching.until());
        return new Task.Watch(watching.step(), percent(state, watching.step()), watching.since(), until);
    }

    private static Percent percent(MigrationState state, int step) {
        return state.policy().ramp().step(step).percent();
    }

    private static Optional<Task> soak(SoakStage stage) {
        if (stage instanceof SoakStage.AtGate) {
            return Optional.of(new Task.Gate(stage.started()));
        }
        return Optional.of(new Task.SoakWatch(stage.started()));
    }

    private static Task hide(MigrationState state, Phase.Hiding hiding) {
        if (hiding.stage() instanceof HideStage.Turning) {
            return new Task.TurnSafeSide();
        }
        if (hiding.stage() instanceof HideStage.Archiving) {
            return new Task.Archive();
        }
        if (hiding.stage() instanceof HideStage.Renaming) {
            return new Task.Hide();
        }
        if (hiding.stage() instanceof HideStage.Waiting waiting) {
            return state.namesHidden() ? new Task.HideWatch(waiting.since()) : new Task.SoakWatch(hiding.soakStarted());
        }
        return hiding.stage() instanceof HideStage.Hidden hidden
                ? new Task.HideWatch(hidden.since())
                : new Task.Gate(hiding.soakStarted());
    }
}
