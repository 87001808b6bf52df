// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import java.util.Collections;
import java.util.List;

/**
 * Where a {@link RateRatioTest} stands.
 *
 * @param logs log E of each grid point, so far
 * @param total the counts of all windows that were judged
 */
public record RateRatioState(List<Double> logs, Counts total) implements GuardrailState {

    /** Before the first window: every grid point has E = 1. */
    public static final RateRatioState START =
            new RateRatioState(Collections.nCopies(RatioGrid.SIZE, 0.0), Counts.NONE);

    public RateRatioState {
        logs = List.copyOf(logs);
    }
}
