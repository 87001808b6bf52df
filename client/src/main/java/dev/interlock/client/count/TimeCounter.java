// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.count;

import dev.interlock.domain.flag.SlowBounds;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/** Sorts calls by how long they took. No locks. */
final class TimeCounter {

    /** Calls that ended, by how many bounds they were above. */
    private final AtomicLongArray ended = new AtomicLongArray(SlowBounds.COUNT + 1);

    private final AtomicLongArray slower = new AtomicLongArray(SlowBounds.COUNT);

    /** The call has been in flight for so long. */
    void reached(CallInFlight call, long ageNanos) {
        int exceeded = SlowBounds.exceededBy(ageNanos);
        countSlower(call.claimBounds(exceeded), exceeded);
    }

    void ended(CallInFlight call, long ageNanos) {
        int counted = call.claimLastBounds();
        int exceeded = Math.max(counted, SlowBounds.exceededBy(ageNanos));
        countSlower(counted, exceeded);
        ended.incrementAndGet(exceeded);
    }

    private void countSlower(int from, int to) {
        for (int index = from; index < to; index++) {
            slower.incrementAndGet(index);
        }
    }

    TimeCounts counts() {
        List<Long> faster = new ArrayList<>();
        List<Long> beyond = new ArrayList<>();
        long within = 0;
        for (int index = 0; index < SlowBounds.COUNT; index++) {
            within += ended.get(index);
            faster.add(within);
            beyond.add(slower.get(index));
        }
        return new TimeCounts(faster, beyond);
    }
}
