// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker.kill;

import java.time.Duration;

/** Doubles from 100 ms to 10 s. */
record Backoff(Duration delay) {

    static final Backoff FIRST = new Backoff(Duration.ofMillis(100));

    private static final Duration LONGEST = Duration.ofSeconds(10);

    Backoff next() {
        Duration doubled = delay.multipliedBy(2);
        return new Backoff(doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled);
    }
}
