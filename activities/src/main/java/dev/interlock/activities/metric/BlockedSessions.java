// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

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
 * Who waits for a lock at the claimed tables. Who waits for a row waits for another's transaction, and is told by the lock that it
 * has on the table. Every role may read this.
 */
final class BlockedSessions {

    private static final String WAITING = """
            WITH RECURSIVE member(name, relid) AS (
                SELECT n.nspname || '.' || c.relname, c.oid
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname || '.' || c.relname = ANY (?)
                UNION
                SELECT member.name, i.inhrelid FROM member JOIN pg_inherits i ON i.inhparent = member.relid
            ),
            locks AS MATERIALIZED (SELECT pid, database, relation, granted, waitstart FROM pg_locks),
            blocked AS (
                SELECT pid, min(waitstart) AS since FROM locks
                WHERE NOT granted AND waitstart < clock_timestamp() - ? * interval '1 millisecond'
                GROUP BY pid
            )
            SELECT blocked.pid, (extract(epoch FROM clock_timestamp() - blocked.since) * 1000)::bigint, min(member.name)
            FROM blocked
            JOIN locks ON locks.pid = blocked.pid
                AND locks.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
            JOIN member ON member.relid = locks.relation
            WHERE NOT EXISTS (
                SELECT FROM pg_stat_activity a WHERE a.pid = blocked.pid AND a.application_name LIKE 'interlock:%')
            GROUP BY blocked.pid, blocked.since
            ORDER BY blocked.since, blocked.pid
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
