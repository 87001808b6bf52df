// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.flag;

import java.time.Duration;

/**
 * The bounds by which every evaluator sorts the duration of calls: 1, 1.5, 2, 3, 4, 6 … 8,192, 12,288 ms. The same for all and
 * for ever, since counts of several evaluators and versions are added up.
 */
public final class SlowBounds {

    /** How many there are. */
    public static final int COUNT = 28;

    private static final long MILLISECOND = 1_000_000;

    private SlowBounds() {}

    /** @param index from 0 to {@link #COUNT} − 1 */
    public static Duration bound(int index) {
        return Duration.ofNanos(nanos(index));
    }

    private static long nanos(int index) {
        long whole = MILLISECOND << (index / 2);
        return index % 2 == 0 ? whole : whole + whole / 2;
    }

    /** How many of the bounds a call of that duration is above: those with a smaller index than the answer. */
    public static int exceededBy(long durationNanos) {
        int exceeded = 0;
        while (exceeded < COUNT && durationNanos > nanos(exceeded)) {
            exceeded++;
        }
        return exceeded;
    }
}
