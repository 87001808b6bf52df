// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import dev.interlock.domain.plan.RampSchedule;
import java.time.Instant;
import java.util.Optional;

/** When the next step forward is taken, as far as time says it: what is held has none, and what is found may always delay it. */
final class NextStep {

    private NextStep() {}

    /** Always ahead of {@code now}: what only waits for requests or evaluators has no moment. */
    static Optional<Instant> of(MigrationState state, Instant now) {
        return state.hold().isPresent() ? Optional.empty() : moment(state).filter(at -> at.isAfter(now));
    }

    private static Optional<Instant> moment(MigrationState state) {
        if (state.phase() instanceof Phase.Ramping ramping) {
            return ofRamp(state.policy().ramp(), ramping.stage());
        }
        if (state.phase() instanceof Phase.Soaking soaking && soaking.stage() instanceof SoakStage.Clock clock) {
            return Optional.of(state.policy().ramp().opening(clock.until()));
        }
        return state.phase() instanceof Phase.Hiding ? state.alarm().map(Alarm::at) : Optional.empty();
    }

    private static Optional<Instant> ofRamp(RampSchedule ramp, RampStage stage) {
        if (stage instanceof RampStage.Watching watching && !ramp.isLast(watching.step())) {
            return Optional.of(ramp.next(watching.step(), watching.until()));
        }
        return stage instanceof RampStage.Calibrating calibrating
                ? Optional.of(afterCalibration(ramp, calibrating))
                : Optional.empty();
    }

    /** With windows it may have gone on since long before the opening that it waits for. */
    private static Instant afterCalibration(RampSchedule ramp, RampStage.Calibrating calibrating) {
        return ramp.windows().isPresent()
                ? ramp.opening(calibrating.since())
                : calibrating.since().plus(ramp.calibrate());
    }

    /** {@code next step Tue 09:00 Berlin}; empty without windows, or where no moment is known. */
    static Optional<String> words(MigrationState state, Instant now) {
        return state.policy()
                .ramp()
                .windows()
                .flatMap(hours -> of(state, now).map(at -> "next step " + hours.words(at, now)));
    }

    /** For the record, whenever the moment is another one than before. */
    static Optional<Said> changed(MigrationState before, MigrationState after, Instant now) {
        return of(before, now).equals(of(after, now))
                ? Optional.empty()
                : words(after, now).map(words -> new Said(Note.Kind.NEXT, Origin.interlock(""), words));
    }
}
