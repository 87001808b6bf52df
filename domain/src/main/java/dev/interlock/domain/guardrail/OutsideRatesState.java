// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

/**
 * What {@link OutsideRatesJudge} remembers. Of constant size: counter restarts are the source's to see through.
 *
 * @param windows answered in this watch
 * @param judgedTo the end of the last window that was judged, in milliseconds since 1970; the next one begins there
 */
public record OutsideRatesState(RateRatioState rates, Fractions left, int windows, long judgedTo, int silentLooks)
        implements OutsideState {

    /** A watch that begins to count now. */
    public static OutsideRatesState beginning(RateRatioState rates, long now) {
        return new OutsideRatesState(rates, Fractions.NONE, 0, now, 0);
    }

    OutsideRatesState judged(RateRatioState next, Fractions rest, long to) {
        return new OutsideRatesState(next, rest, windows + 1, to, 0);
    }

    OutsideRatesState silent() {
        return new OutsideRatesState(rates, left, windows, judgedTo, silentLooks + 1);
    }

    @Override
    public boolean heard() {
        return windows > 0 && silentLooks == 0;
    }
}
