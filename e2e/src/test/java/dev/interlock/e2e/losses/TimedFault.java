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
    static List<TimedFault> beforeApproval(long seed) {
        return listOf(new Random(seed), Moment.BEFORE_APPROVAL, Fault.BEFORE_APPROVAL, 200);
    }

    /** Between the approval and the drop, which are a few seconds. */
    static List<TimedFault> afterApproval(long seed) {
        return listOf(new Random(-seed), Moment.AFTER_APPROVAL, Fault.AFTER_APPROVAL, 60);
    }

    private static List<TimedFault> listOf(Random random, List<Moment> moments, List<Fault> faults, int within) {
        int number = FEWEST + random.nextInt(MOST - FEWEST + 1);
        List<TimedFault> timed = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            timed.add(new TimedFault(any(moments, random), random.nextInt(within), any(faults, random)));
        }
        timed.sort(Comparator.comparing(TimedFault::moment).thenComparing(TimedFault::writes));
        return List.copyOf(timed);
    }

    private static <T> T any(List<T> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }

    /** {@code KILL_WORKER at AT_FULL + 85}. */
    @Override
    public String toString() {
        return fault + " at " + moment + " + " + writes;
    }
}
