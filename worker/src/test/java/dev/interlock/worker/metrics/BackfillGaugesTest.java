// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class BackfillGaugesTest {

    private static final String LABELS = "{database=\"shop\",migration=\"split-name\",table=\"public.users\"} ";

    @Test
    void rowsBlocksAndRateOfAnOpenBackfillAreScraped() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            fill(postgres);
            PrometheusRegistry registry = new PrometheusRegistry();
            new BackfillGauges(Map.of(
                            "shop", step -> postgres.getPostgresDatabase().getConnection()))
                    .register(registry);

            assertThat(scraped(registry))
                    .contains("interlock_backfill_rows_total" + LABELS + "4800.0")
                    .contains("interlock_backfill_blocks_done" + LABELS + "120.0")
                    .contains("interlock_backfill_blocks" + LABELS + "200.0")
                    .contains("interlock_backfill_rows_per_second" + LABELS + "250.5")
                    .contains("interlock_backfill_throttled" + LABELS + "1.0")
                    .doesNotContain("ended");
        }
    }

    private static void fill(EmbeddedPostgres postgres) throws Exception {
        try (InputStream ledger = Objects.requireNonNull(
                        BackfillGauges.class.getResourceAsStream("/dev/interlock/activities/ledger/V1__ledger.sql"));
                Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA interlock; " + new String(ledger.readAllBytes(), StandardCharsets.UTF_8));
            statement.execute("""
                    INSERT INTO interlock.migration (id, plan_sha256, files, description, owner, tables, flag_key,
                                                     started_by, run_id, ended_at)
                    VALUES ('split-name', 'x', '{}', '', '', '{public.users}', 'split', 'ann', 'run', NULL),
                           ('ended', 'x', '{}', '', '', '{public.users}', 'split', 'ann', 'run', now());
                    INSERT INTO interlock.backfill
                        (migration, round, table_name, leaf, relfilenode, blocks, next_block, rows_written)
                    VALUES (1, 1, 'public.users', 'a', 1, 100, 100, 4000), (1, 1, 'public.users', 'b', 1, 100, 20, 800),
                           (2, 1, 'public.users', 'a', 1, 100, 20, 800);
                    INSERT INTO interlock.backfill_pace
                    VALUES (1, 1, 'public.users', 250.5, 320, '500', 'a reason', clock_timestamp());
                    """);
        }
    }

    private static String scraped(PrometheusRegistry registry) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.create().write(text, registry.scrape());
        return text.toString(StandardCharsets.UTF_8);
    }
}
