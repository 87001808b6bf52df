// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker.metrics;

import dev.interlock.activities.ledger.ConnectionSource;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What each guardrail of an open migration said at its newest look, read from the ledgers at each scrape. Takes no lock. */
public final class GuardrailGauges {

    private static final Logger LOG = LoggerFactory.getLogger(GuardrailGauges.class);

    /** From one guardrail's name to the next by the primary key: a migration may have hundreds of thousands of looks. */
    private static final String NEWEST = """
            WITH RECURSIVE judged(migration, id, guardrail) AS (
                SELECT m.number, m.id, (SELECT min(l.guardrail) FROM interlock.look l WHERE l.migration = m.number)
                FROM interlock.migration m
                WHERE m.ended_at IS NULL
                UNION ALL
                SELECT j.migration, j.id, (SELECT min(l.guardrail) FROM interlock.look l
                                           WHERE l.migration = j.migration AND l.guardrail > j.guardrail)
                FROM judged j
                WHERE j.guardrail IS NOT NULL)
            SELECT j.id, j.guardrail, newest.verdict, newest.value, newest.threshold
            FROM judged j CROSS JOIN LATERAL (
                SELECT l.verdict, l.value, l.threshold
                FROM interlock.look l
                WHERE l.migration = j.migration AND l.guardrail = j.guardrail
                ORDER BY l.window_end DESC LIMIT 1) AS newest
            LIMIT 1000
            """;

    private final Map<String, ConnectionSource> databases;

    public GuardrailGauges(Map<String, ConnectionSource> databases) {
        this.databases = new TreeMap<>(databases);
    }

    public void register(PrometheusRegistry registry) {
        gauge(registry, "interlock_guardrail_value", "E, or what the guardrail measures, at the newest look", 4);
        gauge(registry, "interlock_guardrail_threshold", "What the value must not reach", 5);
        GaugeWithCallback.builder()
                .name("interlock_guardrail_verdict")
                .help("1 for the verdict of the newest look")
                .labelNames("database", "migration", "guardrail", "verdict")
                .callback(callback -> read((database, row) ->
                        callback.call(1, database, row.getString(1), row.getString(2), row.getString(3))))
                .register(registry);
    }

    /** A look that could measure nothing has no value, and then there is none here. */
    private void gauge(PrometheusRegistry registry, String name, String help, int column) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames("database", "migration", "guardrail")
                .callback(callback -> read((database, row) -> {
                    double value = row.getDouble(column);
                    if (!row.wasNull()) {
                        callback.call(value, database, row.getString(1), row.getString(2));
                    }
                }))
                .register(registry);
    }

    private void read(Reader reader) {
        databases.forEach((database, source) -> read(database, source, reader));
    }

    private static void read(String database, ConnectionSource source, Reader reader) {
        try (Connection connection = source.open("metrics");
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(2);
            try (ResultSet row = statement.executeQuery(NEWEST)) {
                while (row.next()) {
                    reader.take(database, row);
                }
            }
        } catch (SQLException e) {
            LOG.warn("No guardrail metrics from database {}: {}", database, e.getMessage());
        }
    }

    /** One row. */
    @FunctionalInterface
    private interface Reader {
        void take(String database, ResultSet row) throws SQLException;
    }
}
