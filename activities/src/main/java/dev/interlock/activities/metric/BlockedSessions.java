// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import dev.interlock.activities.ledger.ClaimedTables;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.lock.Blocker;
import dev.interlock.activities.lock.Blockers;
import dev.interlock.domain.guardrail.BlockedReading;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Who waits for a lock at the claimed tables: for the table itself, or for a transaction that has one of its rows. Who stands in
 * line for a row has a tuple lock on its table; who waits for a key that another transaction has just inserted has none at all, and
 * is told by the locks it has on tables. Every role may read this.
 */
final class BlockedSessions {

    private static final String WAITING = ClaimedTables.WITH_MEMBERS + """
            , locks AS MATERIALIZED (SELECT pid, locktype, database, relation, granted, waitstart FROM pg_locks),
            here AS (
                SELECT locks.pid, locks.locktype, locks.relation, member.name
                FROM locks JOIN member ON member.relid = locks.relation
                WHERE locks.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
            )
            SELECT w.pid, (extract(epoch FROM clock_timestamp() - min(w.waitstart)) * 1000)::bigint, min(here.name)
            FROM locks w JOIN here ON here.pid = w.pid AND (
                here.relation = w.relation
                OR w.locktype IN ('transactionid', 'spectoken') AND (
                    here.locktype = 'tuple'
                    OR NOT EXISTS (SELECT FROM locks t WHERE t.pid = w.pid AND t.locktype = 'tuple')))
            WHERE NOT w.granted AND w.waitstart < clock_timestamp() - ? * interval '1 millisecond' AND NOT EXISTS (
                SELECT FROM pg_stat_activity a WHERE a.pid = w.pid AND a.application_name LIKE 'interlock:%')
            GROUP BY w.pid
            ORDER BY min(w.waitstart), w.pid
            """;

    private BlockedSessions() {}

    /** Locks: none that anybody waits for. */
    static BlockedReading read(Connection connection, List<String> tables, Duration longerThan) throws SQLException {
        List<Waiting> waiting = Sql.list(
                connection,
                WAITING,
                row -> new Waiting(row.getInt(1), Duration.ofMillis(row.getLong(2)), row.getString(3)),
                tables,
                longerThan.toMillis());
        return waiting.isEmpty()
                ? BlockedReading.NOBODY
                : new BlockedReading(waiting.size(), Optional.of(wait(connection, waiting.get(0))));
    }

    private static BlockedReading.Wait wait(Connection connection, Waiting longest) throws SQLException {
        String behind = Blockers.of(connection, longest.pid()).stream()
                .findFirst()
                .map(Blocker::words)
                .orElse("");
        return new BlockedReading.Wait(Duration.ofSeconds(longest.time().toSeconds()), longest.table(), behind);
    }

    private record Waiting(int pid, Duration time, String table) {}
}
