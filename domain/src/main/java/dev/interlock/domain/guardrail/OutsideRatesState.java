// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import dev.interlock.domain.plan.Percent;

/**
 * What {@link OutsideRatesJudge} remembers. Of constant size: counter restarts are the source's to see through.
 *
 * @param windows answered in this watch
 * @param emptyWindows running, in which an arm that the flag fills had no call
 * @param judgedTo the end of the last window that was judged, in milliseconds since 1970; the next one begins there
 * @param silentLooks running, without an answer or with one that counts no call at all
 */
public record OutsideRatesState(
        RateRatioState rates, Fractions left, int windows, int emptyWindows, long judgedTo, int silentLooks)
        implements OutsideState {

    private static final int STALE_WINDOWS = 2;

    /** A watch that begins to count now. */
    public static OutsideRatesState beginning(RateRatioState rates, long now) {
        return new OutsideRatesState(rates, Fractions.NONE, 0, 0, now, 0);
    }

    OutsideRatesState judged(RateRatioState next, Fractions rest, long to) {
        return new OutsideRatesState(next, rest, windows + 1, emptyWindows, to, silentLooks);
    }

    /** @param percent decides which arms ought to have calls */
    OutsideRatesState seen(SourceReading.Counted window, Percent percent) {
        boolean noCandidate = window.candidate().ended() <= 0;
        boolean noBaseline = window.baseline().ended() <= 0;
        boolean empty = (noCandidate && !percent.isZero()) || (noBaseline && !percent.isFull());
        boolean nothing = noCandidate && noBaseline;
        return new OutsideRatesState(
                rates, left, windows, empty ? emptyWindows + 1 : 0, judgedTo, nothing ? silentLooks + 1 : 0);
    }

    OutsideRatesState silent() {
        return new OutsideRatesState(rates, left, windows, emptyWindows, judgedTo, silentLooks + 1);
    }

    /** Whether what was seen is of the last windows: a step may not pass by what was counted long ago. */
    boolean fresh() {
        return emptyWindows < STALE_WINDOWS;
    }

    @Override
    public boolean heard() {
        return windows > 0 && silentLooks == 0;
    }
}
