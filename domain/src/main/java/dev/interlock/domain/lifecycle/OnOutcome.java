// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import dev.interlock.domain.lifecycle.MigrationState.FlagState;
import dev.interlock.domain.lifecycle.MigrationState.SchemaState;
import dev.interlock.domain.plan.ContractPolicy;
import dev.interlock.domain.plan.SoakPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What an outcome changes, phase by phase. What can come in any phase that is watched comes first. */
final class OnOutcome {

    private static final Duration SELDOM = Duration.ofHours(1);

    private OnOutcome() {}

    static MigrationState apply(MigrationState state, Outcome outcome, Instant now, List<Said> said) {
        return OnVerdict.apply(state, outcome, now).orElseGet(() -> byPhase(state, outcome, now, said));
    }

    private static MigrationState byPhase(MigrationState state, Outcome outcome, Instant now, List<Said> said) {
        return switch (state.phase().name()) {
            case QUEUED -> claim(state, outcome);
            case PREFLIGHT -> preflight(state, outcome, now);
            case EXPANDING -> expand(state, now);
            case BACKFILLING -> backfill(state, outcome, now);
            case RAMPING -> ramp(state, ((Phase.Ramping) state.phase()).stage(), outcome, now);
            case SOAKING -> soak(state, outcome, now);
            case HIDING -> OnHiding.apply(state, (Phase.Hiding) state.phase(), outcome, now);
            case DROPPING -> drop(state, (Phase.Dropping) state.phase(), outcome, now, said);
            case DROPPED -> state.proceed(new Phase.Completed(false));
            case ROLLING_BACK -> rollback(state, (Phase.RollingBack) state.phase(), outcome, now);
            case ROLLED_BACK -> Proven.then(state, List.of(), ((Phase.RolledBack) state.phase()).wanted(), now);
            case REVERTING -> revert(state, outcome, now);
            case COMPLETED, REVERTED, REJECTED -> state.leave(((Phase.Ended) state.phase()).asClosed());
        };
    }

    private static MigrationState claim(MigrationState state, Outcome outcome) {
        return outcome instanceof Outcome.Claimed
                ? state.leave(new Phase.Rejected(false))
                : state.proceed(new Phase.Preflight());
    }

    private static MigrationState preflight(MigrationState state, Outcome outcome, Instant now) {
        if (outcome instanceof Outcome.Refused) {
            return state.leave(new Phase.Rejected(false));
        }
        if (outcome instanceof Outcome.Unsure unsure) {
            return state.held(Hold.Kind.UNSURE, String.join("; ", unsure.reasons()), now);
        }
        return state.proceed(new Phase.Expanding());
    }

    private static MigrationState expand(MigrationState state, Instant now) {
        MigrationState expanded = state.with(new SchemaState(state.schema().round(), true, false));
        return expanded.proceed(Ways.onward(expanded, now));
    }

    private static MigrationState backfill(MigrationState state, Outcome outcome, Instant now) {
        if (outcome instanceof Outcome.OutOfParity found) {
            return outOfParity(state, found, now);
        }
        MigrationState filled = state.with(new SchemaState(state.schema().round(), true, true));
        return filled.proceed(Ways.onward(filled, now));
    }

    private static MigrationState ramp(MigrationState state, RampStage stage, Outcome outcome, Instant now) {
        if (stage instanceof RampStage.CheckingParity parity) {
            return outcome instanceof Outcome.OutOfParity found
                    ? outOfParity(state, found, now)
                    : state.proceed(Ways.afterParity(state, parity.next(), now));
        }
        if (stage instanceof RampStage.Repairing repairing) {
            return state.proceed(new Phase.Ramping(new RampStage.CheckingParity(repairing.next())));
        }
        if (stage instanceof RampStage.Calibrating) {
            return state.proceed(new Phase.Ramping(new RampStage.Raising(0)));
        }
        if (stage instanceof RampStage.Raising raising && outcome instanceof Outcome.FlagSet set) {
            MigrationState raised = state.with(new FlagState(set.percent(), set.epoch()));
            return raised.proceed(Ways.watch(raised, raising.step(), now));
        }
        boolean passed = outcome instanceof Outcome.Passed && state.hold().isEmpty();
        return passed && stage instanceof RampStage.Watching watching
                ? state.proceed(Ways.passed(state, watching, now))
                : state;
    }

    private static MigrationState outOfParity(MigrationState state, Outcome.OutOfParity found, Instant now) {
        return state.held(Hold.Kind.PARITY, found.sentence(), now);
    }

    private static MigrationState soak(MigrationState state, Outcome outcome, Instant now) {
        SoakStage stage = ((Phase.Soaking) state.phase()).stage();
        if (!(stage instanceof SoakStage.AtGate)) {
            return state;
        }
        if (outcome instanceof Outcome.GateClosed closed) {
            Instant again = now.plus(untilAskedAgain(state.policy().soak(), stage.started(), now));
            return state.proceed(new Phase.Soaking(new SoakStage.Doubt(stage.started(), again, closed.reasons())));
        }
        if (outcome instanceof Outcome.GateOpen open) {
            return opened(state, stage.started(), open, now);
        }
        return state;
    }

    /**
     * At first as often as looks are taken; the longer the doubt has lasted the more seldom, down to once an hour: each asking
     * is written into the history, and a doubt can last for weeks.
     */
    private static Duration untilAskedAgain(SoakPolicy soak, Instant started, Instant now) {
        Duration overdue = Duration.between(started.plus(soak.duration()), now);
        Duration slower = overdue.dividedBy(4).compareTo(SELDOM) < 0 ? overdue.dividedBy(4) : SELDOM;
        return slower.compareTo(soak.checkEvery()) > 0 ? slower : soak.checkEvery();
    }

    /** A person is asked where the plan wants one, and for what the gate could not know whatever the plan wants. */
    private static MigrationState opened(MigrationState state, Instant started, Outcome.GateOpen open, Instant now) {
        boolean asks = state.policy().approval() != ContractPolicy.Approval.NONE
                || !open.unknown().isEmpty();
        return asks
                ? state.heldIn(
                        new Phase.Soaking(new SoakStage.AwaitingApproval(started, open.objects())),
                        Hold.Kind.APPROVAL,
                        Approvals.wanted(state, open),
                        now)
                : state.proceed(Ways.hide(started));
    }

    private static MigrationState drop(
            MigrationState state, Phase.Dropping phase, Outcome outcome, Instant now, List<Said> said) {
        if (outcome instanceof Outcome.Dropped) {
            phase.goingBack()
                    .ifPresent(origin -> said.add(
                            new Said(Note.Kind.REFUSED, origin, "rollback refused: the drop had committed first")));
            return state.leave(new Phase.Dropped());
        }
        if (!(outcome instanceof Outcome.NotDropped notDropped)) {
            return state;
        }
        return phase.goingBack()
                .map(origin -> state.leave(new Phase.RollingBack(PhaseName.HIDING, Phase.Then.STAND, origin, false)))
                .orElseGet(() -> state.leave(new Phase.Hiding(phase.soakStarted(), new HideStage.AtGate()))
                        .held(Hold.Kind.FAULT, notDropped.reason(), now));
    }

    private static MigrationState rollback(
            MigrationState state, Phase.RollingBack phase, Outcome outcome, Instant now) {
        if (outcome instanceof Outcome.FlagSet set) {
            return state.with(new FlagState(set.percent(), set.epoch()))
                    .leave(new Phase.RollingBack(phase.from(), phase.then(), phase.origin(), true));
        }
        return outcome instanceof Outcome.KillProven proven
                ? Proven.then(state, proven.waitingFor(), phase.then(), now)
                : state;
    }

    private static MigrationState revert(MigrationState state, Outcome outcome, Instant now) {
        if (outcome instanceof Outcome.Refused refused) {
            return state.held(Hold.Kind.FAULT, String.join("; ", refused.reasons()), now);
        }
        if (outcome instanceof Outcome.GateOpen open) {
            return state.held(
                    Hold.Kind.APPROVAL,
                    "approve the revert, which takes away " + String.join(", ", open.objects()) + ": "
                            + String.join("; ", open.unknown()),
                    now);
        }
        return state.proceed(new Phase.Reverted(false));
    }
}
