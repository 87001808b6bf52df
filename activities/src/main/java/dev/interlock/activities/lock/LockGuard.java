// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.lock;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** For how long one attempt has let the application stand behind it. Not for several threads at once. */
final class LockGuard {

    private final long limitNanos;
    private long heldSince;
    private boolean holds;

    LockGuard(Duration limit) {
        this.limitNanos = limit.toNanos();
    }

    /**
     * Whether it is too long by now.
     *
     * @param locks those that the attempt holds or waits for at this moment
     * @param now in nanoseconds of the monotonic clock
     */
    boolean isOverdue(List<StrongLock> locks, long now) {
        boolean held = locks.stream().anyMatch(StrongLock::granted);
        heldSince = held && holds ? heldSince : now;
        holds = held;
        long waited = locks.stream().mapToLong(StrongLock::waitedMillis).max().orElse(0);
        return (held && now - heldSince > limitNanos) || TimeUnit.MILLISECONDS.toNanos(waited) > limitNanos;
    }
}
