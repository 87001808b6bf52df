// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.statement;

import dev.interlock.activities.ledger.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Counts the statements of this database from one look to the next, and notices when PostgreSQL's own counts have a gap: then it
 * begins anew, and says why.
 *
 * <p>Locks: its own row of the ledger; one look waits for another. A look that is repeated counts nothing twice.
 */
public final class StatementClock {

    private static final String NOW = """
            SELECT clock_timestamp() AS at, i.stats_reset, i.dealloc, pg_postmaster_start_time() AS server_started FROM %s i
            """;

    private static final String KNOWN = """
            SELECT since, stats_reset, dealloc, server_started, restarts FROM interlock.statement_clock
            WHERE migration = ? FOR UPDATE
            """;

    private static final String BEGIN = """
            INSERT INTO interlock.statement_clock (migration, since, sampled_at, stats_reset, dealloc, server_started, why)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (migration) DO UPDATE SET
                since = excluded.since, sampled_at = excluded.sampled_at, stats_reset = excluded.stats_reset,
                dealloc = excluded.dealloc, server_started = excluded.server_started,
                restarts = interlock.statement_clock.restarts + 1, why = excluded.why
            """;

    private static final String COUNTED = """
            INSERT INTO interlock.statement_count AS c (migration, role, query, top_level, calls, called_at)
            SELECT ?, s.userid, s.queryid, s.toplevel, s.calls, ?::timestamptz FROM %s s
            WHERE s.dbid = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database()) AND s.queryid IS NOT NULL
            ON CONFLICT (migration, role, query, top_level) DO UPDATE SET calls = excluded.calls, called_at = excluded.called_at
            WHERE c.calls <> excluded.calls
            """;

    private static final String VANISHED = """
            SELECT count(*) FROM interlock.statement_count c
            WHERE c.migration = ? AND NOT EXISTS (
                SELECT FROM %s s WHERE s.userid = c.role AND s.queryid = c.query AND s.toplevel = c.top_level
                    AND s.dbid = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database()))
            """;

    private static final String CALLED = """
            SELECT s.query, c.role::regrole::text, extract(epoch FROM ?::timestamptz - c.called_at) * 1000, c.called_at = ?::timestamptz
            FROM interlock.statement_count c
            JOIN %s s ON s.userid = c.role AND s.queryid = c.query AND s.toplevel = c.top_level
                AND s.dbid = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
            WHERE c.migration = ? AND (c.called_at = ?::timestamptz OR c.called_at > ?::timestamptz - ? * interval '1 millisecond')
            ORDER BY s.query, 2
            """;

    private final long migration;

    public StatementClock(long migration) {
        this.migration = migration;
    }

    /** Takes a look, in one transaction of its own, so that the next one can tell what was called since. */
    public void tick(Connection connection) throws SQLException {
        StatementSource source = StatementSource.of(connection);
        if (source.absent().isEmpty()) {
            Sql.inTransaction(connection, transaction -> sample(transaction, source));
        }
    }

    /** Takes a look and tells what was called within {@code within} before it, or since the look before this one. */
    public Observation observe(Connection connection, Duration within) throws SQLException {
        StatementSource source = StatementSource.of(connection);
        if (source.absent().isPresent()) {
            return Observation.none(source.absent().get());
        }
        return Sql.inTransaction(connection, transaction -> {
            Sample sample = sample(transaction, source);
            Timestamp at = Timestamp.from(sample.at());
            List<CalledStatement> called = Sql.list(
                    transaction,
                    CALLED.formatted(source.texts()),
                    CalledStatement::read,
                    at,
                    at,
                    migration,
                    at,
                    at,
                    within.toMillis());
            return new Observation(
                    Optional.empty(),
                    Duration.between(sample.since(), sample.at()),
                    sample.gap(),
                    called,
                    source.limits(transaction));
        });
    }

    private Sample sample(Connection transaction, StatementSource source) throws SQLException {
        Marks now = Sql.first(transaction, NOW.formatted(source.info()), row -> Marks.read(row, "at"))
                .orElseThrow();
        Optional<Marks> before = Sql.first(transaction, KNOWN, row -> Marks.read(row, "since"), migration);
        Optional<String> gap = before.flatMap(known -> known.gapUntil(now));
        if (gap.isEmpty()
                && before.isPresent()
                && Sql.number(transaction, VANISHED.formatted(source.counts()), migration) > 0) {
            gap = Optional.of("counts of single statements were reset");
        }
        if (before.isEmpty() || gap.isPresent()) {
            return begin(transaction, source, now, gap);
        }
        Sql.update(transaction, COUNTED.formatted(source.counts()), migration, Timestamp.from(now.at()));
        return new Sample(before.get().at(), now.at(), sampled(transaction, now));
    }

    private Sample begin(Connection transaction, StatementSource source, Marks now, Optional<String> gap)
            throws SQLException {
        Timestamp at = Timestamp.from(now.at());
        Sql.update(
                transaction,
                BEGIN,
                migration,
                at,
                at,
                now.reset().map(Timestamp::from),
                now.dealloc(),
                Timestamp.from(now.serverStarted()),
                gap);
        Sql.update(transaction, "DELETE FROM interlock.statement_count WHERE migration = ?", migration);
        Sql.update(transaction, COUNTED.formatted(source.counts()), migration, Optional.empty());
        return new Sample(now.at(), now.at(), gap);
    }

    /** Answers the newest gap. */
    private Optional<String> sampled(Connection transaction, Marks now) throws SQLException {
        return Sql.list(
                        transaction,
                        "UPDATE interlock.statement_clock SET sampled_at = ? WHERE migration = ? RETURNING why",
                        row -> Optional.ofNullable(row.getString(1)),
                        Timestamp.from(now.at()),
                        migration)
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    private record Sample(Instant since, Instant at, Optional<String> gap) {}

    /** By which a gap between two looks is known. */
    private record Marks(Instant at, Optional<Instant> reset, long dealloc, Instant serverStarted) {

        static Marks read(ResultSet row, String at) throws SQLException {
            return new Marks(
                    row.getTimestamp(at).toInstant(),
                    Optional.ofNullable(row.getTimestamp("stats_reset")).map(Timestamp::toInstant),
                    row.getLong("dealloc"),
                    row.getTimestamp("server_started").toInstant());
        }

        /** A restart counts although the counts were saved: nobody can tell whether the server ran without them meanwhile. */
        Optional<String> gapUntil(Marks now) {
            if (!now.serverStarted().equals(serverStarted)) {
                return Optional.of("the server was started anew");
            }
            if (!now.reset().equals(reset)) {
                return Optional.of("pg_stat_statements was reset");
            }
            return now.dealloc() == dealloc
                    ? Optional.empty()
                    : Optional.of("pg_stat_statements dropped its least called statements for want of room"
                            + " (raise pg_stat_statements.max)");
        }
    }
}
