// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.count;

import java.util.concurrent.atomic.AtomicLong;

/** Counts the calls of one band of users at 0 %. No locks; what is read first is written last, as in {@link ArmCounter}. */
public final class BandCounter {

    private final AtomicLong users = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();
    private final AtomicLong errors = new AtomicLong();
    private final AtomicLong errorSquares = new AtomicLong();
    private final AtomicLong slow = new AtomicLong();

    void met() {
        users.incrementAndGet();
    }

    /** @param square what the call adds to the squares of its user's errors; 0 where it counts as none */
    void ended(long square, boolean tookTooLong) {
        ended.incrementAndGet();
        if (tookTooLong) {
            slow.incrementAndGet();
        }
        if (square > 0) {
            errors.incrementAndGet();
            errorSquares.addAndGet(square);
        }
    }

    BandCounts counts() {
        long squares = errorSquares.get();
        long failed = errors.get();
        long late = slow.get();
        return new BandCounts(users.get(), ended.get(), failed, squares, late);
    }
}
