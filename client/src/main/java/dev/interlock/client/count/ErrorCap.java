// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.count;

import dev.interlock.domain.flag.FlagRule;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many errors of one user count: a handful of robots that fail all day are no reason to take the new path from
 * everybody. Three count at once, and then one more for each third of the window: what was counted is worked off evenly (the
 * generic cell rate algorithm), because robots that all begin to count anew at one moment look like a change for the worse.
 *
 * <p>Calls without a key count every time, since they are nobody's in particular. Memory is bounded by the number of users
 * kept; beyond it every error counts, because what fails for that many users fails for all.
 */
final class ErrorCap {

    /**
     * Longer than the time between two looks: a robot is one and the same user at each of them, and with a few errors in each
     * it would still weigh as much as everybody else together (simulated: see docs/benchmarks.md).
     */
    static final Duration WINDOW = Duration.ofMinutes(10);

    static final int PER_USER = 3;
    static final int USERS = 10_000;

    private final long eachNanos;
    private final int perUser;
    private final int users;

    /** By user, when all that was counted of it will be worked off. */
    private final Map<String, Long> free = new HashMap<>();

    private long tidiedAt;

    ErrorCap(Duration window, int perUser, int users) {
        this.eachNanos = window.toNanos() / perUser;
        this.perUser = perUser;
        this.users = users;
    }

    /** How many of this user's errors weigh now, this one included; 0 when it does not count. */
    synchronized int admit(@Nullable String targetingKey, long now) {
        if (targetingKey == null || FlagRule.isNoKey(targetingKey)) {
            return 1;
        }
        tidy(now);
        long left = Math.max(0, free.getOrDefault(targetingKey, now) - now);
        if (left > (perUser - 1) * eachNanos) {
            return 0;
        }
        if (free.containsKey(targetingKey) || free.size() < users) {
            free.put(targetingKey, now + left + eachNanos);
        }
        return 1 + (int) ((left + eachNanos - 1) / eachNanos);
    }

    /** From time to time, whoever has nothing left to work off is forgotten. */
    private void tidy(long now) {
        if (free.isEmpty() || now - tidiedAt >= perUser * eachNanos) {
            free.values().removeIf(moment -> moment - now <= 0);
            tidiedAt = now;
        }
    }
}
