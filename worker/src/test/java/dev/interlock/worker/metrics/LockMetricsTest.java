// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.ledger.ConnectionSource;
import dev.interlock.activities.ledger.Database;
import dev.interlock.activities.ledger.DatabaseSettings;
import dev.interlock.activities.ledger.LedgerInstaller;
import dev.interlock.activities.ledger.LedgerRoles;
import dev.interlock.activities.ledger.Sql;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LockMetricsTest {

    private static EmbeddedPostgres postgres;
    private static Database database;

    private final PrometheusRegistry registry = new PrometheusRegistry();

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = EmbeddedPostgres.start();
        database =
                new Database(new DatabaseSettings("shop", postgres.getJdbcUrl("postgres", "postgres"), "postgres", ""));
        new LedgerInstaller(database, LedgerRoles.NONE).install();
        run("INSERT INTO interlock.migration (id, plan_sha256, files, description, owner, tables, flag_key, started_by,"
                + " run_id) VALUES ('split', 'abc', '{}', '', '', '{public.users}', 'split', 'ann', 'run')");
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        database.close();
        postgres.close();
    }

    @BeforeEach
    void register() throws SQLException {
        run("DELETE FROM interlock.lock_wait");
        ConnectionSource source = database::connect;
        new LockMetrics(Map.of("shop", source)).register(registry);
    }

    @Test
    void attemptsFailuresAndBlockersAreToldPerMigration() throws Exception {
        waiting("clock_timestamp()");

        assertThat(scraped())
                .contains("interlock_lock_attempts_total{database=\"shop\",migration=\"split\"} 5.0")
                .contains("interlock_lock_failures_total{database=\"shop\",migration=\"split\"} 4.0")
                .contains("interlock_lock_blockers{database=\"shop\",migration=\"split\"} 1.0")
                .containsPattern("interlock_lock_wait_seconds\\{database=\"shop\",migration=\"split\"\\} [1-9]");
    }

    @Test
    void whatAWorkerSawBeforeItDiedIsNotTheLongestWait() throws Exception {
        waiting("clock_timestamp() - interval '1 h'");

        assertThat(scraped())
                .contains("interlock_lock_blockers{database=\"shop\",migration=\"split\"} 0.0")
                .contains("interlock_lock_wait_seconds{database=\"shop\",migration=\"split\"} 0.0");
    }

    private static void waiting(String seenAt) throws SQLException {
        run("INSERT INTO interlock.lock_wait SELECT number, 'expand', 'expand.sql', 5, 4,"
                + " clock_timestamp() - interval '90 s', " + seenAt + ", '[{\"pid\": 7}]' FROM interlock.migration");
    }

    private String scraped() throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.create().write(text, registry.scrape());
        return text.toString(StandardCharsets.UTF_8);
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = database.connect("test")) {
            Sql.run(connection, sql);
        }
    }
}
