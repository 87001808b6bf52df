// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.sync;

import dev.interlock.activities.ledger.StopRequested;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Waiting longer each time, with jitter, so that two who meet at a lock do not meet again. */
public final class Pause {

    private static final int DOUBLINGS = 10;

    private final Duration first;
    private final Duration longest;
    private int times;

    public Pause(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
    }

    /** @throws StopRequested when the thread is interrupted */
    public void next() {
        long full = Math.min(longest.toMillis(), first.toMillis() << Math.min(times, DOUBLINGS));
        times++;
        try {
            Thread.sleep(full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StopRequested("interrupted while waiting", e);
        }
    }
}
