// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import java.util.List;

/**
 * What a calibration remembers. Of constant size.
 *
 * @param begun the bands at the first look: what was counted before is not looked at
 * @param reading the bands at the last look
 * @param rates where each test stands: by guardrail, and within one by cohort; empty before the first look
 * @param clock how far it is
 */
public record CohortState(
        List<BandReading> begun, List<BandReading> reading, List<RateRatioState> rates, CalibrationClock clock) {

    public static final CohortState START = new CohortState(List.of(), List.of(), List.of(), CalibrationClock.START);

    public CohortState {
        begun = List.copyOf(begun);
        reading = List.copyOf(reading);
        rates = List.copyOf(rates);
    }

    boolean hasBegun() {
        return !begun.isEmpty();
    }

    /** Calls of users that have ended since the first look. */
    long ended() {
        return CohortReading.sum(reading).ended() - CohortReading.sum(begun).ended();
    }

    /** The same, so much further. */
    public CohortState with(CalibrationClock other) {
        return new CohortState(begun, reading, rates, other);
    }
}
