// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.count;

import java.util.concurrent.atomic.AtomicLong;

/** Counts over all versions of one flag what this process has decided by itself. No locks. */
public final class OverruleCounter {

    private final AtomicLong times = new AtomicLong();
    private final AtomicLong withheld = new AtomicLong();

    /** The new path failed while the old one returned. Once for each version at most. */
    void proven() {
        times.incrementAndGet();
    }

    /** A call was kept on the old path after that, and returned. */
    void kept() {
        withheld.incrementAndGet();
    }

    /** @param now whether everybody is kept there at this moment */
    public Overruling counts(boolean now) {
        long calls = withheld.get();
        return new Overruling(now, times.get(), calls);
    }
}
