// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.shop;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** Hands out starting times at an even rate. What was missed for more than a second is let go, never made up in a burst. */
final class Pacer {

    private static final long LONGEST_LAG = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier ticker;
    private final long interval;
    private final AtomicLong next;

    Pacer(LongSupplier ticker, double perSecond) {
        this.ticker = ticker;
        this.interval = Math.round(TimeUnit.SECONDS.toNanos(1) / perSecond);
        this.next = new AtomicLong(ticker.getAsLong());
    }

    /** The caller's own starting time, in the ticker's nanoseconds. */
    long reserve() {
        long earliest = ticker.getAsLong() - LONGEST_LAG;
        long before = next.getAndUpdate(due -> Math.max(due, earliest) + interval);
        return Math.max(before, earliest);
    }

    /** Waits until then; at once when it has passed, or on an interrupt. */
    void awaitUntil(long due) {
        long left = due - ticker.getAsLong();
        while (left > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(this, left);
            left = due - ticker.getAsLong();
        }
    }
}
