// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.backfill;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.backfill.Lag;
import dev.interlock.domain.backfill.Reading;
import dev.interlock.domain.ddl.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What PostgreSQL tells of its load. Each is one statement that takes no lock on a table of the team. */
public final class ServerReadings {

    /**
     * Whoever is behind by less than a segment and has no lag measured has caught up: PostgreSQL forgets the lag of a
     * replica that has nothing left to do. And it goes on showing the lag that a silent replica last had: one that is
     * behind by more is at least as late as its last word is old. What does not replay (an archiver) is judged by what it
     * has flushed.
     */
    private static final String LAG = """
            SELECT r.application_name, r.state IS NULL AS hidden,
                   extract(epoch FROM greatest(coalesce(r.replay_lag, r.flush_lag, r.write_lag),
                       CASE WHEN p.bytes > 16777216 THEN clock_timestamp() - r.reply_time END))::float8 AS seconds,
                   p.bytes
            FROM pg_stat_replication r
            CROSS JOIN LATERAL (SELECT pg_wal_lsn_diff(
                pg_current_wal_lsn(), coalesce(r.replay_lsn, r.flush_lsn, r.write_lsn)) AS bytes) p
            WHERE r.state IS DISTINCT FROM 'backup'
            """;

    private static final long A_SEGMENT = 16L << 20;

    /** A session of somebody else has a user and no type for those who may not see it. */
    private static final String SESSIONS = """
            SELECT count(*) FILTER (WHERE a.state IN ('active', 'fastpath function call')) AS active,
                   count(*) FILTER (WHERE a.backend_type IS NULL) AS hidden,
                   count(*) FILTER (WHERE a.state = 'disabled') AS disabled
            FROM pg_stat_activity a
            WHERE a.pid <> pg_backend_pid()
              AND (a.backend_type = 'client backend' OR (a.backend_type IS NULL AND a.usesysid IS NOT NULL))
            """;

    /**
     * By its lock, which everybody may see: pg_stat_progress_vacuum hides the table from those who may not read all
     * statistics. An autovacuum worker is the one process with such a lock that has no user.
     */
    private static final String AUTOVACUUM = """
            SELECT DISTINCT n.nspname || '.' || c.relname
            FROM pg_locks l
            JOIN pg_stat_activity a ON a.pid = l.pid
            JOIN pg_class c ON c.oid = l.relation
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE l.locktype = 'relation' AND l.mode = 'ShareUpdateExclusiveLock' AND l.granted
              AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
              AND a.usesysid IS NULL
              AND (c.oid = to_regclass(?) OR c.oid IN (SELECT t.relid FROM pg_partition_tree(to_regclass(?)) t))
            ORDER BY 1
            """;

    private ServerReadings() {}

    /** Of the replica that is furthest behind. */
    public static Reading<Lag> replicaLag(Connection connection) throws SQLException {
        List<Replica> replicas = Sql.list(
                connection,
                LAG,
                row -> new Replica(
                        Optional.ofNullable(row.getString("application_name")).orElse(""),
                        row.getBoolean("hidden"),
                        Optional.ofNullable((Double) row.getObject("seconds")),
                        Optional.ofNullable(row.getBigDecimal("bytes")).map(bytes -> bytes.longValue())));
        if (replicas.stream().anyMatch(Replica::hidden)) {
            return Reading.unknown(replicas.size() + " replicas are hidden from this role: " + grant(connection));
        }
        Lag worst = Lag.NONE;
        for (Replica replica : replicas) {
            Optional<Duration> behind = replica.behind();
            if (behind.isEmpty()) {
                return Reading.unknown("replica " + replica.name() + " has not said yet how far behind it is"
                        + replica.bytes()
                                .map(bytes -> ", at " + bytes + " bytes")
                                .orElse(""));
            }
            worst = worst.equals(Lag.NONE) || behind.get().compareTo(worst.behind()) > 0
                    ? new Lag(replica.name(), behind.get())
                    : worst;
        }
        return Reading.known(worst);
    }

    /** Client sessions of the whole server that run a statement, this one not counted. */
    static Reading<Long> activeSessions(Connection connection) throws SQLException {
        Counted counted = Sql.first(
                        connection,
                        SESSIONS,
                        row -> new Counted(row.getLong("active"), row.getLong("hidden"), row.getLong("disabled")))
                .orElseThrow();
        if (counted.hidden() > 0) {
            return Reading.unknown(counted.hidden() + " sessions are hidden from this role: " + grant(connection));
        }
        return counted.disabled() > 0
                ? Reading.unknown(counted.disabled() + " sessions have track_activities switched off")
                : Reading.known(counted.active());
    }

    /** In bytes since the server was made. */
    static long walPosition(Connection connection) throws SQLException {
        return Sql.number(connection, "SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint");
    }

    /** The leaves of the table that an autovacuum worker is at. */
    static Reading<List<String>> autovacuum(Connection connection, TableName table) throws SQLException {
        return Reading.known(Sql.list(connection, AUTOVACUUM, row -> row.getString(1), table.quoted(), table.quoted()));
    }

    private static String grant(Connection connection) throws SQLException {
        return Sql.first(
                        connection,
                        "SELECT format('GRANT pg_read_all_stats TO %I', current_user)",
                        row -> row.getString(1))
                .orElseThrow();
    }

    private record Counted(long active, long hidden, long disabled) {}

    /** @param bytes that it has not replayed yet; empty as long as it has said nothing */
    private record Replica(String name, boolean hidden, Optional<Double> seconds, Optional<Long> bytes) {

        Optional<Duration> behind() {
            return seconds.map(value -> Duration.ofMillis(Math.round(value * 1000)))
                    .or(() -> bytes.filter(value -> value < A_SEGMENT).map(value -> Duration.ZERO));
        }
    }
}
