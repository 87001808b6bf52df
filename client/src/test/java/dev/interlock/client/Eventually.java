// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for what another thread is about to do. */
final class Eventually {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private Eventually() {}

    static <T> void becomes(T expected, Callable<T> actual) throws Exception {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        T now = actual.call();
        while (!expected.equals(now) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
            now = actual.call();
        }
        assertThat(now).isEqualTo(expected);
    }
}
