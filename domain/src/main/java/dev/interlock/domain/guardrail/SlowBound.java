// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import java.util.List;
import java.util.OptionalInt;

/**
 * Which bound makes a call slow: the one nearest to the 95th percentile of the old path. Every twentieth call or so is slow
 * then, so that a change shows soon. It is chosen from what was seen before the ramp and kept for all of it.
 */
public final class SlowBound {

    private static final double SHARE = 0.05;

    /** With fewer calls the percentile is a guess. */
    static final long FEWEST_CALLS = 100;

    private SlowBound() {}

    /**
     * @param faster calls of the old path that ended within each bound
     * @param slower those that took longer, in the same order
     * @return the bound's index; empty while too few calls were seen
     */
    public static OptionalInt choose(List<Long> faster, List<Long> slower) {
        for (int index = 0; index < slower.size(); index++) {
            long calls = faster.get(index) + slower.get(index);
            if (calls < FEWEST_CALLS) {
                return OptionalInt.empty();
            }
            if (slower.get(index) <= SHARE * calls) {
                return OptionalInt.of(index == 0 ? 0 : nearer(index, faster, slower));
            }
        }
        return slower.isEmpty() ? OptionalInt.empty() : OptionalInt.of(slower.size() - 1);
    }

    /** The percentile lies between this bound and the one before; the shares beyond them tell which is nearer. */
    private static int nearer(int index, List<Long> faster, List<Long> slower) {
        double after = Math.abs(Math.log(share(index, faster, slower) / SHARE));
        double before = Math.abs(Math.log(share(index - 1, faster, slower) / SHARE));
        return after <= before ? index : index - 1;
    }

    private static double share(int index, List<Long> faster, List<Long> slower) {
        return slower.get(index) / (double) (faster.get(index) + slower.get(index));
    }
}
