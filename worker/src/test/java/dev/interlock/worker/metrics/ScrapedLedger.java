// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker.metrics;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/** A ledger with one migration that is under way, {@code split-name}, and one that has ended; and what is scraped of it. */
final class ScrapedLedger implements AutoCloseable {

    private final EmbeddedPostgres postgres = EmbeddedPostgres.start();
    private final PrometheusRegistry registry = new PrometheusRegistry();

    ScrapedLedger() throws IOException {}

    Connection open(String step) throws SQLException {
        return postgres.getPostgresDatabase().getConnection();
    }

    PrometheusRegistry registry() {
        return registry;
    }

    void fill(String rows) throws IOException, SQLException {
        try (InputStream ledger = Objects.requireNonNull(
                        ScrapedLedger.class.getResourceAsStream("/dev/interlock/activities/ledger/V1__ledger.sql"));
                Connection connection = open("fill");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA interlock; " + new String(ledger.readAllBytes(), StandardCharsets.UTF_8));
            statement.execute("""
                    INSERT INTO interlock.migration (id, plan_sha256, files, description, owner, tables, flag_key,
                                                     started_by, run_id, ended_at)
                    VALUES ('split-name', 'x', '{}', '', '', '{public.users}', 'split', 'ann', 'run', NULL),
                           ('ended', 'x', '{}', '', '', '{public.users}', 'split', 'ann', 'run', now());
                    """ + rows);
        }
    }

    String scraped() throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.create().write(text, registry.scrape());
        return text.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
