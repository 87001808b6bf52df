// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker.metrics;

import dev.interlock.activities.ledger.ConnectionSource;
import dev.interlock.activities.ledger.RowReader;
import dev.interlock.activities.ledger.Sql;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the ledgers say of the locks of open migrations, read at each scrape. */
public final class LockMetrics {

    private static final Logger LOG = LoggerFactory.getLogger(LockMetrics.class);

    private static final String FROM_OPEN = """
             FROM interlock.lock_wait w JOIN interlock.migration m ON m.number = w.migration
            WHERE m.ended_at IS NULL ORDER BY m.number LIMIT 1000
            """;

    private static final String PRESENT = "CASE WHEN w.seen_at > clock_timestamp() - interval '30 s' THEN ";

    private final Map<String, ConnectionSource> databases;

    public LockMetrics(Map<String, ConnectionSource> databases) {
        this.databases = new TreeMap<>(databases);
    }

    public void register(PrometheusRegistry registry) {
        counter(registry, "interlock_lock_attempts_total", "Attempts at the locks of schema work", "w.attempts");
        counter(
                registry,
                "interlock_lock_failures_total",
                "Attempts that did not get their locks in time",
                "w.failures");
        gauge(
                registry,
                "interlock_lock_wait_seconds",
                "Seconds since somebody is in the way of schema work; 0 when nobody is",
                PRESENT + "coalesce(extract(epoch FROM clock_timestamp() - w.waiting_since), 0) ELSE 0 END");
        gauge(
                registry,
                "interlock_lock_blockers",
                "Sessions in the way of schema work",
                PRESENT + "jsonb_array_length(w.blockers) ELSE 0 END");
    }

    private void counter(PrometheusRegistry registry, String name, String help, String value) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames("database", "migration")
                .callback(callback -> read(value, callback::call))
                .register(registry);
    }

    private void gauge(PrometheusRegistry registry, String name, String help, String value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames("database", "migration")
                .callback(callback -> read(value, callback::call))
                .register(registry);
    }

    private void read(String value, Target into) {
        databases.forEach((database, source) -> {
            for (Measured measured : measured(database, source, value)) {
                into.call(measured.value(), database, measured.migration());
            }
        });
    }

    private static List<Measured> measured(String database, ConnectionSource source, String value) {
        RowReader<Measured> reader = row -> new Measured(row.getString(1), row.getDouble(2));
        try (Connection connection = source.open("metrics")) {
            Sql.run(connection, "SET statement_timeout = '2s'");
            return Sql.list(connection, "SELECT m.id, " + value + FROM_OPEN, reader);
        } catch (SQLException e) {
            LOG.warn("No lock metrics from database {}: {}", database, e.getMessage());
            return List.of();
        }
    }

    private record Measured(String migration, double value) {}

    /** Of a counter or a gauge. */
    @FunctionalInterface
    private interface Target {
        void call(double value, String... labels);
    }
}
