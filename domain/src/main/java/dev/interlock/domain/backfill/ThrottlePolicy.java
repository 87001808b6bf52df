// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.backfill;

import java.time.Duration;
import java.util.Optional;

/**
 * When the backfill of one table stands still. Each limit is empty where the plan says {@code none}.
 *
 * @param rate rows a second, unless a person has ordered another one
 * @param maxReplicaLag the longest that a replica may be behind
 * @param maxActiveSessions the most client sessions of the server that may be running a statement, ours not counted
 * @param maxCommitLatency the longest that a small commit of ours may take
 * @param maxWalRate bytes of WAL that the whole server may write in a second
 * @param yieldToAutovacuum whether to stand still while autovacuum works on the table
 */
public record ThrottlePolicy(
        Rate rate,
        Optional<Duration> maxReplicaLag,
        Optional<Long> maxActiveSessions,
        Optional<Duration> maxCommitLatency,
        Optional<Long> maxWalRate,
        boolean yieldToAutovacuum) {

    /** Never stands still. */
    public static final ThrottlePolicy NONE =
            new ThrottlePolicy(Rate.MAX, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
}
