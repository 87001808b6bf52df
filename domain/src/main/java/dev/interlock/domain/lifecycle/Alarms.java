// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import dev.interlock.domain.plan.Moments;
import java.time.Duration;
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
        if (state.phase() instanceof Phase.Hiding hiding && hiding.stage() instanceof HideStage.Hidden hidden) {
            return Optional.of(new Alarm(hidden.until(), "Old names hidden until " + Moments.text(hidden.until())));
        }
        if (state.phase() instanceof Phase.Ramping ramping
                && ramping.stage() instanceof RampStage.Calibrating calibrating) {
            Duration looks = state.policy().ramp().lookEvery().multipliedBy(CALIBRATING_LOOKS);
            return Optional.of(new Alarm(
                    calibrating.since().plus(looks).plus(PATIENCE_FOR_EVALUATORS),
                    "Wait for a live evaluator before saying so"));
        }
        return Optional.empty();
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
