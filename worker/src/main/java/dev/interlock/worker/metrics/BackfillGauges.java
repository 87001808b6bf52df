// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker.metrics;

import dev.interlock.activities.ledger.ConnectionSource;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
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

/**
 * How the backfills of open migrations go, as the ledgers say at each scrape. One that has said nothing for ten seconds is
 * not at work: its rate is 0 and it waits for nothing.
 */
public final class BackfillGauges {

    private static final Logger LOG = LoggerFactory.getLogger(BackfillGauges.class);

    private static final String FILLING = """
            SELECT m.id, b.table_name, sum(b.rows_written), sum(least(b.next_block, b.blocks)), sum(b.blocks),
                   coalesce(max(p.rows_per_second), 0), count(p.waits_for) > 0
            FROM interlock.migration m
            JOIN interlock.backfill b ON b.migration = m.number AND b.round = m.round
            LEFT JOIN interlock.backfill_pace p ON p.migration = b.migration AND p.round = b.round
                 AND p.table_name = b.table_name AND p.sampled_at > clock_timestamp() - interval '10 seconds'
            WHERE m.ended_at IS NULL
            GROUP BY m.id, b.table_name ORDER BY 1, 2 LIMIT 1000
            """;

    private static final String[] LABELS = {"database", "migration", "table"};

    private final Map<String, ConnectionSource> databases;

    public BackfillGauges(Map<String, ConnectionSource> databases) {
        this.databases = new TreeMap<>(databases);
    }

    public void register(PrometheusRegistry registry) {
        CounterWithCallback.builder()
                .name("interlock_backfill_rows_total")
                .help("Rows that the backfill has written in the present round")
                .labelNames(LABELS)
                .callback(callback -> read(row -> row.getDouble(3), callback::call))
                .register(registry);
        gauge(registry, "interlock_backfill_blocks_done", "Blocks that are filled", row -> row.getDouble(4));
        gauge(registry, "interlock_backfill_blocks", "Blocks to fill in all", row -> row.getDouble(5));
        gauge(registry, "interlock_backfill_rows_per_second", "Rows a second of late", row -> row.getDouble(6));
        gauge(
                registry,
                "interlock_backfill_throttled",
                "1 while the backfill stands still for a limit",
                row -> row.getBoolean(7) ? 1 : 0);
    }

    private void gauge(PrometheusRegistry registry, String name, String help, Figure figure) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(LABELS)
                .callback(callback -> read(figure, callback::call))
                .register(registry);
    }

    private void read(Figure figure, Labelled into) {
        databases.forEach((database, source) -> read(database, source, figure, into));
    }

    private static void read(String database, ConnectionSource source, Figure figure, Labelled into) {
        try (Connection connection = source.open("metrics");
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(2);
            try (ResultSet row = statement.executeQuery(FILLING)) {
                while (row.next()) {
                    into.call(figure.of(row), database, row.getString(1), row.getString(2));
                }
            }
        } catch (SQLException e) {
            LOG.warn("No backfill metrics from database {}: {}", database, e.getMessage());
        }
    }

    /** One column of a row. */
    @FunctionalInterface
    private interface Figure {
        double of(ResultSet row) throws SQLException;
    }

    /** Where a value goes, with its labels. */
    @FunctionalInterface
    private interface Labelled {
        void call(double value, String... labels);
    }
}
