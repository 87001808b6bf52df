// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

/**
 * What {@link SlowShareJudge} remembers.
 *
 * @param bound the index of the bound beyond which a call is slow; {@link #UNKNOWN} until enough calls were seen
 * @param reading the counters at the last look: slow calls in the place of errors, calls within or beyond the bound in the place
 *     of ended ones
 */
public record SlowShareState(int bound, Counts reading, RateRatioState rates) implements GuardrailState {

    public static final int UNKNOWN = -1;

    /** Before anything was seen. */
    public static final SlowShareState START = new SlowShareState(UNKNOWN, Counts.NONE, RateRatioState.START);

    public boolean hasBound() {
        return bound != UNKNOWN;
    }
}
