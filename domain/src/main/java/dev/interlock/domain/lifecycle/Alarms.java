// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import dev.interlock.domain.plan.Moments;
import dev.interlock.domain.plan.RampSchedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When time alone changes something. Absolute moments: whoever waits recomputes them after any wake. */
final class Alarms {

    /** Nobody has reported the flag for so long beside what a calibration takes anyway: it is shown as a hold. */
    static final Duration PATIENCE_FOR_EVALUATORS = Duration.ofSeconds(15);

    /** Looks that a calibration waits for, whoever reports the flag. */
    private static final int CALIBRATING_LOOKS = 2;

    /** A rollback or an un-hide that met a fault is tried again after this, for ever. */
    static final Duration ROLLBACK_RETRY = Duration.ofSeconds(10);

    private Alarms() {}

    static Optional<Alarm> of(MigrationState state) {
        if (state.phase() instanceof Phase.RollingBack) {
            return state.hold().map(h -> new Alarm(h.since().plus(ROLLBACK_RETRY), "Try the rollback again"));
        }
        if (state.phase() instanceof Phase.Hiding hiding && hiding.unhides()) {
            return state.hold().map(h -> new Alarm(h.since().plus(ROLLBACK_RETRY), "Try the un-hide again"));
        }
        if (state.hold().isPresent()) {
            return Optional.empty();
        }
        if (state.phase() instanceof Phase.Soaking soaking) {
            return ofSoak(soaking.stage());
        }
        if (state.phase() instanceof Phase.Hiding hiding) {
            return ofHiding(state, hiding.stage());
        }
        if (state.phase() instanceof Phase.Ramping ramping
                && ramping.stage() instanceof RampStage.Calibrating calibrating) {
            return Optional.of(new Alarm(
                    calibrating.since().plus(patience(state.policy().ramp())),
                    "Wait for a live evaluator before saying so"));
        }
        return Optional.empty();
    }

    /** A watch of 0 % says itself, and sooner, who does not report; this is for where it cannot. */
    private static Duration patience(RampSchedule ramp) {
        Duration once = PATIENCE_FOR_EVALUATORS.plus(ramp.lookEvery().multipliedBy(CALIBRATING_LOOKS));
        return ramp.calibrates() ? once.plus(ramp.calibrate()).plus(once) : once;
    }

    /** The drop is the step that the hide time is followed by, and its gate is asked when it can be made. */
    private static Optional<Alarm> ofHiding(MigrationState state, HideStage stage) {
        if (stage instanceof HideStage.Hidden hidden) {
            Instant until = state.policy().ramp().opening(hidden.until());
            return Optional.of(new Alarm(until, "Old names hidden until " + Moments.text(until)));
        }
        return stage instanceof HideStage.Waiting waiting
                ? Optional.of(
                        new Alarm(waiting.until(), "ramp.windows are closed until " + Moments.text(waiting.until())))
                : Optional.empty();
    }

    private static Optional<Alarm> ofSoak(SoakStage stage) {
        if (stage instanceof SoakStage.Clock clock) {
            return Optional.of(new Alarm(clock.until(), "Soak until " + Moments.text(clock.until())));
        }
        if (stage instanceof SoakStage.Doubt doubt) {
            return Optional.of(new Alarm(doubt.askAgainAt(), "Ask the gate again"));
        }
        return Optional.empty();
    }
}
