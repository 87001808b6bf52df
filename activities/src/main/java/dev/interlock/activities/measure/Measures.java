// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.measure;

import dev.interlock.activities.backfill.ServerReadings;
import dev.interlock.activities.ledger.ClaimedTables;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.backfill.Lag;
import dev.interlock.domain.backfill.Reading;
import dev.interlock.domain.guardrail.ScanReading;
import dev.interlock.domain.guardrail.SourceReading;
import dev.interlock.domain.plan.GuardrailSource.Measure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What everybody would ask PostgreSQL of itself. Takes no lock. */
final class Measures {

    /** Sessions of ours are not counted: their time has limits of its own. Without the right to see them, sessions have no type. */
    private static final String OLDEST = """
            SELECT count(*) FILTER (WHERE t.hidden), coalesce(extract(epoch FROM clock_timestamp() - min(t.since)), 0)
            FROM (SELECT a.xact_start AS since, a.backend_type IS NULL AND a.usesysid IS NOT NULL AS hidden
                  FROM pg_stat_activity a
                  WHERE a.datname = current_database() AND coalesce(a.backend_type, 'client backend') = 'client backend'
                    AND coalesce(a.application_name, '') NOT LIKE 'interlock:%'
                  UNION ALL SELECT p.prepared, false FROM pg_prepared_xacts p WHERE p.database = current_database()) t
            """;

    private static final String DEAD = ClaimedTables.WITH_MEMBERS + """
            SELECT coalesce(max(s.n_dead_tup::float8 / nullif(s.n_live_tup + s.n_dead_tup, 0)), 0)
            FROM member JOIN pg_class c ON c.oid = member.relid JOIN pg_stat_user_tables s ON s.relid = c.oid
            WHERE c.relpages > ?
            """;

    private static final String CONNECTIONS = """
            SELECT count(*)::float8 / current_setting('max_connections')::float8
            FROM pg_stat_activity a WHERE a.usesysid IS NOT NULL AND coalesce(a.backend_type, 'client backend') = 'client backend'
            """;

    private Measures() {}

    /** As a plan writes it. */
    static String name(Measure measure) {
        return measure.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static SourceReading read(Connection transaction, String asked, Measure measure, List<String> tables)
            throws SQLException {
        return switch (measure) {
            case OLDEST_TRANSACTION -> oldest(transaction, asked);
            case REPLICA_LAG -> lag(transaction, asked);
            case DEAD_TUPLES -> value(transaction, asked, DEAD, tables, ScanReading.SMALL_PAGES);
            case CONNECTIONS -> value(transaction, asked, CONNECTIONS);
        };
    }

    private static SourceReading value(Connection transaction, String asked, String sql, Object... values)
            throws SQLException {
        return new SourceReading.Value(
                asked,
                Sql.first(transaction, sql, row -> row.getDouble(1), values).orElseThrow());
    }

    private static SourceReading oldest(Connection transaction, String asked) throws SQLException {
        Optional<String> hidden = Sql.first(
                transaction,
                "SELECT format('sessions are hidden from this role: GRANT pg_read_all_stats TO %I', current_user)"
                        + " FROM (" + OLDEST + ") AS o(hidden, age) WHERE o.hidden > 0",
                row -> row.getString(1));
        return hidden.isPresent()
                ? new SourceReading.Wrong(asked, hidden.get())
                : value(transaction, asked, "SELECT o.age FROM (" + OLDEST + ") AS o(hidden, age)");
    }

    private static SourceReading lag(Connection transaction, String asked) throws SQLException {
        Reading<Lag> lag = ServerReadings.replicaLag(transaction);
        if (lag instanceof Reading.Unknown<Lag> unknown) {
            return new SourceReading.Trouble(asked, unknown.why());
        }
        Lag known = ((Reading.Known<Lag>) lag).value();
        return known.equals(Lag.NONE)
                ? new SourceReading.Nothing(asked, "no replica is connected")
                : new SourceReading.Value(asked, known.behind().toMillis() / 1000.0);
    }
}
