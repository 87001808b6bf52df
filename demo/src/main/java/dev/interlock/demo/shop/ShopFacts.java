// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.shop;

import java.util.Map;

/**
 * What has happened in the shop so far.
 *
 * @param requestsServed answered rightly
 * @param requestsFailed all others, those that a scenario made fail among them
 * @param failures these by SQLSTATE or by kind
 * @param writesAcknowledged transactions with a change of a name whose commit came back
 * @param longestLockWaitMs the longest that a session of the shop was seen waiting for a lock. PostgreSQL is asked every
 *     25 ms since when each waits, so the true figure is larger by less than that, and shorter waits are not seen
 * @param longestRequestMs the longest request, with its wait for a connection and for the processor
 */
public record ShopFacts(
        long requestsServed,
        long requestsFailed,
        Map<String, Long> failures,
        long writesAcknowledged,
        long longestLockWaitMs,
        long longestRequestMs) {

    public ShopFacts {
        failures = Map.copyOf(failures);
    }
}
