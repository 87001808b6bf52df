// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import dev.interlock.domain.guardrail.RecordedBaseline.SameHour;
import java.util.Optional;

/**
 * The recorded baseline that a window at 100 % is judged by: that of the same hour of the week where enough was recorded, and all of
 * it elsewhere.
 *
 * <p>The chance that a bound is wrong is shared by all that could ever be used: half of it for the whole, the other half by the 168
 * hours of a week. By the union bound some bound is wrong with a chance of at most what was set aside, whichever of them is taken at
 * which look. Which one that is, is decided by the recorded baseline alone, which does not change any more at 100 %.
 *
 * <p>Enough is what bounds the rate at no more than twice what was seen: about 40 errors. A baseline rarer than 1 in 1,000 is taken
 * to be 1 in 1,000 here as in {@link Sensitivity}: about 6,000 calls without an error are enough. It does not matter which of the
 * two is tighter: an hour that always fails more often is not to be judged by the others.
 *
 * @param recorded the part that judges
 * @param words for people, before its figures
 */
public record Yardstick(RecordedBaseline recorded, BaselineBound bound, String words) {

    private static final int HOURS_OF_A_WEEK = 168;
    private static final double ENOUGH = 2;

    /** @param recorded with at least one call */
    public static Yardstick of(RecordedBaseline recorded, FailBar bar, double dispersion) {
        return sameHour(recorded, bar, dispersion).orElseGet(() -> whole(recorded, bar, dispersion));
    }

    /** All of the baseline, whatever the hour. */
    static Yardstick whole(RecordedBaseline recorded, FailBar bar, double dispersion) {
        return new Yardstick(recorded, BaselineBound.of(recorded, share(bar), dispersion), "recorded baseline ");
    }

    private static Optional<Yardstick> sameHour(RecordedBaseline recorded, FailBar bar, double dispersion) {
        return recorded.sameHour()
                .filter(hour -> hour.ended() > 0)
                .map(hour -> of(hour, share(bar) / HOURS_OF_A_WEEK, dispersion))
                .filter(Yardstick::enough);
    }

    private static Yardstick of(SameHour hour, double chance, double dispersion) {
        RecordedBaseline part = new RecordedBaseline(hour.errors(), hour.ended());
        return new Yardstick(part, BaselineBound.of(part, chance, dispersion), "baseline of " + hour.hour() + ", ");
    }

    private static double share(FailBar bar) {
        return RateRatioTest.SET_ASIDE / bar.threshold() / 2;
    }

    private boolean enough() {
        double seen = recorded.errors() / (double) recorded.ended();
        return bound.rate() <= ENOUGH * Math.max(Sensitivity.RAREST, seen);
    }
}
