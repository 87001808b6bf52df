// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.count;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the reads of one flag that were tried on both paths. No locks. */
public final class ShadowCounter {

    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicLong compared = new AtomicLong();
    private final AtomicLong differing = new AtomicLong();
    private final AtomicLong skipped = new AtomicLong();

    /** False when so many wait or run already. */
    public boolean take(int most) {
        if (taken.incrementAndGet() <= most) {
            return true;
        }
        taken.decrementAndGet();
        return false;
    }

    public void free() {
        taken.decrementAndGet();
    }

    public void begin() {
        running.incrementAndGet();
    }

    public void end() {
        running.decrementAndGet();
    }

    /** Those that are on the new path now. */
    public int running() {
        return running.get();
    }

    public void skipped() {
        skipped.incrementAndGet();
    }

    public void compared(boolean same) {
        compared.incrementAndGet();
        if (!same) {
            differing.incrementAndGet();
        }
    }

    /** Never more differing ones than compared ones. */
    public ShadowCounts counts() {
        long different = differing.get();
        return new ShadowCounts(compared.get(), different, skipped.get());
    }
}
