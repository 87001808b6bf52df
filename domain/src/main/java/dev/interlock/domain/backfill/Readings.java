// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.backfill;

import java.time.Duration;
import java.util.List;

/**
 * The server at one moment. What no limit asks for need not be read.
 *
 * @param activeSessions client sessions that run a statement, ours not counted
 * @param commitLatency of a small commit of our own
 * @param walRate bytes of WAL a second since the reading before
 * @param autovacuum the leaves of the table that autovacuum works on
 */
public record Readings(
        Reading<Lag> replicaLag,
        Reading<Long> activeSessions,
        Reading<Duration> commitLatency,
        Reading<Long> walRate,
        Reading<List<String>> autovacuum) {

    public Readings with(Reading<Duration> latency) {
        return new Readings(replicaLag, activeSessions, latency, walRate, autovacuum);
    }

    /** Nothing could be read, for one and the same reason. */
    public static Readings unknown(String why) {
        return new Readings(
                Reading.unknown(why),
                Reading.unknown(why),
                Reading.unknown(why),
                Reading.unknown(why),
                Reading.unknown(why));
    }
}
