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

/** What the ledgers say of open migrations, read at each scrape. */
public final class MigrationGauges {

    private static final Logger LOG = LoggerFactory.getLogger(MigrationGauges.class);

    private static final String OPEN = """
            SELECT m.id, m.phase, coalesce(f.percent, 0) / 1000.0, m.hold IS NOT NULL,
                   extract(epoch FROM clock_timestamp() - m.started_at)
            FROM interlock.migration m LEFT JOIN interlock.flag f ON f.key = m.flag_key AND f.migration = m.number
            WHERE m.ended_at IS NULL ORDER BY m.number LIMIT 1000
            """;

    private final Map<String, ConnectionSource> databases;

    public MigrationGauges(Map<String, ConnectionSource> databases) {
        this.databases = new TreeMap<>(databases);
    }

    public void register(PrometheusRegistry registry) {
        gauge(registry, "interlock_migration_percent", "Share of the population on the new path, in percent", 3);
        gauge(registry, "interlock_migration_held", "1 while the migration stands still with a reason", 4);
        gauge(registry, "interlock_migration_age_seconds", "Seconds since the migration was started", 5);
    }

    private void gauge(PrometheusRegistry registry, String name, String help, int column) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames("database", "migration", "phase")
                .callback(callback -> databases.forEach((database, source) -> read(database, source, column, callback)))
                .register(registry);
    }

    private static void read(String database, ConnectionSource source, int column, GaugeWithCallback.Callback into) {
        try (Connection connection = source.open("metrics");
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(2);
            try (ResultSet row = statement.executeQuery(OPEN)) {
                while (row.next()) {
                    double value = column == 4 ? (row.getBoolean(column) ? 1 : 0) : row.getDouble(column);
                    into.call(value, database, row.getString(1), row.getString(2));
                }
            }
        } catch (SQLException e) {
            LOG.warn("No migration metrics from database {}: {}", database, e.getMessage());
        }
    }
}
