// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Real time, in slices of at most a second, so that a cancelled watch ends about as quickly as its heartbeats travel. */
public final class SlicedWaiter implements LookWaiter {

    private static final long SLICE_NANOS = TimeUnit.SECONDS.toNanos(1);

    @Override
    public void await(Duration time, Runnable heartbeat) throws InterruptedException {
        long begun = System.nanoTime();
        heartbeat.run();
        long left = time.toNanos();
        while (left > 0) {
            TimeUnit.NANOSECONDS.sleep(Math.min(left, SLICE_NANOS));
            heartbeat.run();
            left = time.toNanos() - (System.nanoTime() - begun);
        }
    }
}
