// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import java.time.Duration;
import java.time.Instant;

/** The time between two readings, by the database's clock. */
record LookWindow(Instant start, Instant end) {

    Duration length() {
        return Duration.between(start, end);
    }
}
