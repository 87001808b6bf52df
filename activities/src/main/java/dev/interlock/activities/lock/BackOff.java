// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.lock;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long to wait between two attempts at a lock: twice as long each time, at most five seconds, half of it by chance,
 * so that two that collide do not collide again. Never beyond the end of the budget.
 */
public final class BackOff {

    private static final long FIRST_MILLIS = 100;
    private static final long LONGEST_MILLIS = 5_000;

    private final RandomGenerator random;
    private final Instant end;

    public BackOff(RandomGenerator random, Instant end) {
        this.random = random;
        this.end = end;
    }

    /** Empty when the budget is spent. {@code failures} counts from 1. */
    public Optional<Duration> after(int failures, Instant now) {
        if (!now.isBefore(end)) {
            return Optional.empty();
        }
        long longest = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(failures - 1, 10));
        long wanted = longest / 2 + random.nextLong(longest / 2 + 1);
        long left = Math.max(1, Duration.between(now, end).toMillis());
        return Optional.of(Duration.ofMillis(Math.min(wanted, left)));
    }
}
