// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import java.time.Duration;
import java.time.Instant;

/**
 * How far a calibration is. Moments are milliseconds since 1970; {@link #NEVER} where there is none.
 *
 * @param looks taken so far
 * @param watchedSince since when enough evaluators report who is in which cohort
 * @param missingSince since when they do not
 */
public record CalibrationClock(int looks, long watchedSince, long missingSince) {

    private static final long NEVER = 0;

    public static final CalibrationClock START = new CalibrationClock(0, NEVER, NEVER);

    /** Three readings are two windows, for later ones to be measured by. */
    private static final int READINGS = 3;

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** @param complete whether enough evaluators report, and all of them say who is in which cohort */
    CalibrationClock next(Instant now, boolean complete, Duration lookEvery) {
        long at = now.toEpochMilli();
        if (complete) {
            return new CalibrationClock(looks + 1, watchedSince == NEVER ? at : watchedSince, NEVER);
        }
        CalibrationClock missing =
                new CalibrationClock(looks + 1, watchedSince, missingSince == NEVER ? at : missingSince);
        return missing.isImpatient(now, lookEvery)
                ? new CalibrationClock(missing.looks, NEVER, missing.missingSince)
                : missing;
    }

    /** Whether what is missing has been for longer than a process takes to start, or to be replaced by another one. */
    boolean isImpatient(Instant now, Duration lookEvery) {
        Duration patience = PATIENCE.plus(lookEvery.multipliedBy(2));
        return missingSince != NEVER && now.toEpochMilli() - missingSince >= patience.toMillis();
    }

    boolean isOver(Instant now, Duration calibrate) {
        return watchedSince != NEVER && looks >= READINGS && now.toEpochMilli() - watchedSince >= calibrate.toMillis();
    }
}
