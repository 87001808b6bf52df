// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import dev.interlock.domain.plan.Percent;

/**
 * What a count that both paths share was in this watch, and by that what it would be at another percentage: the count at 0 %, and on top of it
 * a part that grows with the percentage.
 *
 * @param count everything counted
 * @param millis over which it was
 * @param looks those with more than there ever was at 0 %: something that comes now and then does not grow with the percentage
 */
public record DoseResponse(double count, long millis, int looks) {

    public static final DoseResponse NONE = new DoseResponse(0, 0, 0);

    /** A report or a dump is over in fewer looks. */
    private static final int FEWEST_LOOKS = 5;

    private static final double MINUTE = 60_000;

    /**
     * @param perMinute in this window, scaled to a minute
     * @param window its length in milliseconds
     */
    DoseResponse next(double perMinute, long window, double highestAtZero) {
        return new DoseResponse(
                count + perMinute * window / MINUTE, millis + window, perMinute > highestAtZero ? looks + 1 : looks);
    }

    double perMinute() {
        return count * MINUTE / millis;
    }

    /** Whether it has been there often enough to be projected. */
    boolean speaks() {
        return looks >= FEWEST_LOOKS;
    }

    /** A minute, at that percentage, from what was seen at {@code now}; c + s·percent with the highest c that was seen. */
    double at(Percent percent, Percent now, double highestAtZero) {
        double slope = Math.max(0, perMinute() - highestAtZero) / now.thousandths();
        return highestAtZero + slope * percent.thousandths();
    }
}
