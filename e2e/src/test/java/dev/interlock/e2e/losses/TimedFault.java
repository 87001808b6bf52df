// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e.losses;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * A fault and when it comes.
 *
 * @param writes acknowledged after the moment was reached
 */
record TimedFault(Moment moment, int writes, Fault fault) {

    private static final int FEWEST = 2;
    private static final int MOST = 4;

    /** Two to four, in the order in which they come. */
    static List<TimedFault> listOf(long seed) {
        Random random = new Random(seed);
        int number = FEWEST + random.nextInt(MOST - FEWEST + 1);
        List<TimedFault> faults = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            faults.add(new TimedFault(any(Moment.values(), random), random.nextInt(200), any(Fault.values(), random)));
        }
        faults.sort(Comparator.comparing(TimedFault::moment).thenComparing(TimedFault::writes));
        return List.copyOf(faults);
    }

    private static <T> T any(T[] values, Random random) {
        return values[random.nextInt(values.length)];
    }

    /** {@code KILL_WORKER at AT_FULL + 85}. */
    @Override
    public String toString() {
        return fault + " at " + moment + " + " + writes;
    }
}
