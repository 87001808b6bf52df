// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import dev.interlock.domain.plan.RampSchedule;
import java.time.Instant;

/** Which phase or stage follows which, on the way up. */
final class Ways {

    private Ways() {}

    /** The first thing that is not done. */
    static Phase onward(MigrationState state, Instant now) {
        if (!state.schema().expanded()) {
            return new Phase.Expanding();
        }
        if (state.policy().hasBackfill() && !state.schema().backfilled()) {
            return new Phase.Backfilling();
        }
        return new Phase.Ramping(
                state.policy().hasSync() ? new RampStage.CheckingParity(0) : new RampStage.Calibrating(now));
    }

    /** A PASS that comes while nothing may go forward is asked for again when it may: by then it would be old. */
    static Phase passed(MigrationState state, RampStage.Watching watching, Instant now) {
        RampSchedule ramp = state.policy().ramp();
        return ramp.isClosed(now) && !ramp.isLast(watching.step())
                ? new Phase.Ramping(watching.waitingFor(ramp.opening(now)))
                : afterStep(state, watching.step(), now);
    }

    static Phase afterStep(MigrationState state, int step, Instant now) {
        if (state.policy().ramp().isLast(step)) {
            return soakAnew(state, now);
        }
        int next = step + 1;
        boolean toFull = state.policy().ramp().isLast(next);
        return new Phase.Ramping(
                toFull && state.policy().hasSync() ? new RampStage.CheckingParity(next) : new RampStage.Raising(next));
    }

    static Phase afterParity(MigrationState state, int next, Instant now) {
        return new Phase.Ramping(
                next == 0 && state.percent().isZero() ? new RampStage.Calibrating(now) : new RampStage.Raising(next));
    }

    /** From a parity that has found rows, and back to it. */
    static Phase repair(Phase.Ramping found) {
        return new Phase.Ramping(new RampStage.Repairing(((RampStage.CheckingParity) found.stage()).next()));
    }

    static Phase watch(MigrationState state, int step, Instant now) {
        return new Phase.Ramping(new RampStage.Watching(
                step, now, now.plus(state.policy().ramp().step(step).hold())));
    }

    static Phase hide(Instant soakStarted) {
        return new Phase.Hiding(soakStarted, new HideStage.Turning());
    }

    static HideStage hidden(MigrationState state, Instant now) {
        return new HideStage.Hidden(now, now.plus(state.policy().hide()));
    }

    static Phase soakAnew(MigrationState state, Instant now) {
        return new Phase.Soaking(
                new SoakStage.Clock(now, now.plus(state.policy().soak().duration())));
    }
}
