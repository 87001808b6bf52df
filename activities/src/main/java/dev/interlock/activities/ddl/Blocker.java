// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import dev.interlock.domain.plan.Durations;
import java.time.Duration;

/**
 * A session that stands in the way of a lock.
 *
 * @param transactionAgeMillis since its transaction began
 * @param query its present or last statement, shortened
 */
public record Blocker(int pid, String user, String application, long transactionAgeMillis, String query) {

    /** One that cannot be seen has no pid. */
    String sentence() {
        if (pid == 0) {
            return query;
        }
        return "pid " + pid + ", user " + user + ", application " + application + ", in a transaction for "
                + Durations.text(Duration.ofMillis(transactionAgeMillis)) + ": " + query;
    }
}
