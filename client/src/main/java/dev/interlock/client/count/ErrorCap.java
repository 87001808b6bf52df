// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.count;

import dev.interlock.domain.flag.FlagRule;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many errors of one user count: a handful of robots that fail all day are no reason to take the new path from
 * everybody.
 *
 * <p>Calls without a key count every time, since they are nobody's in particular. Memory is bounded by the number of users
 * kept; beyond it every error counts, because what fails for that many users fails for all.
 */
final class ErrorCap {

    /**
     * Longer than the time between two looks: a robot that fails all day is one and the same user at each of them, and with a
     * few errors in each it would still weigh as much as everybody else together (simulated: see docs/benchmarks.md).
     */
    static final Duration WINDOW = Duration.ofMinutes(10);

    static final int PER_USER = 3;
    static final int USERS = 10_000;

    private final long windowNanos;
    private final int perUser;
    private final int users;
    private final Map<String, Integer> counted = new HashMap<>();
    private long windowStart;

    ErrorCap(Duration window, int perUser, int users) {
        this.windowNanos = window.toNanos();
        this.perUser = perUser;
        this.users = users;
    }

    /** Which error of this user in this window it is, from 1 on; 0 when it does not count. */
    synchronized int admit(@Nullable String targetingKey, long now) {
        if (targetingKey == null || FlagRule.isNoKey(targetingKey)) {
            return 1;
        }
        turnWindow(now);
        int before = counted.getOrDefault(targetingKey, 0);
        if (before == perUser) {
            return 0;
        }
        if (before > 0 || counted.size() < users) {
            counted.put(targetingKey, before + 1);
        }
        return before + 1;
    }

    private void turnWindow(long now) {
        if (now - windowStart >= windowNanos) {
            counted.clear();
        }
        if (counted.isEmpty()) {
            windowStart = now;
        }
    }
}
