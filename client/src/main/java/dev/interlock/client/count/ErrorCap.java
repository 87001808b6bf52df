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

    /** As long as a guardrail's default window, the time between two looks. */
    static final Duration WINDOW = Duration.ofSeconds(10);

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

    synchronized boolean admits(@Nullable String targetingKey, long now) {
        if (targetingKey == null || FlagRule.isNoKey(targetingKey)) {
            return true;
        }
        turnWindow(now);
        int before = counted.getOrDefault(targetingKey, 0);
        if (before == perUser) {
            return false;
        }
        if (before > 0 || counted.size() < users) {
            counted.put(targetingKey, before + 1);
        }
        return true;
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
