// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import java.time.Duration;
import java.time.Instant;

/** The end of a hold: deadlines get back the time that stood still, and every look begins with a fresh window. */
final class Resume {

    private Resume() {}

    static MigrationState apply(MigrationState state, Instant now) {
        if (state.phase() instanceof Phase.RolledBack rolledBack) {
            return Proven.then(state, rolledBack.except(), Phase.Then.RESUME, now);
        }
        if (state.phase() instanceof Phase.Ramping ramping) {
            return state.leave(new Phase.Ramping(
                    failedAtZero(state, ramping.stage())
                            ? new RampStage.CheckingParity(0)
                            : afresh(state, ramping.stage(), now)));
        }
        if (state.phase() instanceof Phase.Soaking soaking) {
            return state.leave(soak(state, soaking.stage(), now));
        }
        if (state.phase() instanceof Phase.Hiding hiding && hiding.stage() instanceof HideStage.Hidden hidden) {
            return state.leave(hiding.at(hidden.afterHold(now, state.standing(now))));
        }
        if (state.phase() instanceof Phase.Hiding hiding && hiding.stage() instanceof HideStage.Waiting waiting) {
            return state.leave(hiding.at(waiting.afterHold(now)));
        }
        return state.leave(state.phase());
    }

    /** A FAIL at 0 % may be that of a sync that had been off: nothing moves up before parity is exact again. */
    private static boolean failedAtZero(MigrationState state, RampStage stage) {
        return stage instanceof RampStage.Calibrating
                && state.heldFor(Hold.Kind.GUARDRAIL)
                && state.policy().hasSync();
    }

    private static RampStage afresh(MigrationState state, RampStage stage, Instant now) {
        if (stage instanceof RampStage.Watching watching) {
            return watching.afterHold(now, state.hold().map(Hold::since).orElse(now));
        }
        return stage instanceof RampStage.Calibrating ? new RampStage.Calibrating(now) : stage;
    }

    private static Phase soak(MigrationState state, SoakStage stage, Instant now) {
        if (state.heldFor(Hold.Kind.GATE) || state.heldFor(Hold.Kind.LATE_READER)) {
            return Ways.soakAnew(state, now);
        }
        if (!(stage instanceof SoakStage.Clock clock)) {
            return new Phase.Soaking(new SoakStage.AtGate(stage.started()));
        }
        boolean clockRanOn = state.paused() && state.policy().soak().pausedTimeCounts();
        Duration back = clockRanOn ? Duration.ZERO : state.standing(now);
        return new Phase.Soaking(
                new SoakStage.Clock(clock.started(), clock.until().plus(back)));
    }
}
