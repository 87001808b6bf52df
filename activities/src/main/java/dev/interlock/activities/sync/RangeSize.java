// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.sync;

import java.time.Duration;

/**
 * How many blocks to take at once, so that each takes about the same time however full, wide or cold they are.
 *
 * @param blocks for the next range, at least 1
 * @param target how long one range should take
 */
public record RangeSize(long blocks, Duration target) {

    private static final long FIRST = 32;
    private static final long MOST = 1 << 17;

    public static RangeSize first(Duration target) {
        return new RangeSize(FIRST, target);
    }

    /** At most twice and at least half of the last: one odd range says little. */
    public RangeSize after(Duration taken) {
        double factor = (double) target.toNanos() / Math.max(1, taken.toNanos());
        long next = Math.round(blocks * Math.max(0.5, Math.min(2.0, factor)));
        return new RangeSize(Math.max(1, Math.min(MOST, next)), target);
    }

    /** A quarter: the last range was cut off, so how long it would have taken is not known. */
    public RangeSize smaller() {
        return new RangeSize(Math.max(1, blocks / 4), target);
    }

    public boolean isSmallest() {
        return blocks == 1;
    }
}
