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

class GuardrailGaugesTest {

    private static final String LABELS = "{database=\"shop\",guardrail=\"errors\",migration=\"split-name\"";

    @Test
    void theNewestLookOfEachGuardrailIsScraped() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            fill(postgres);
            PrometheusRegistry registry = new PrometheusRegistry();
            new GuardrailGauges(Map.of(
                            "shop", step -> postgres.getPostgresDatabase().getConnection()))
                    .register(registry);

            assertThat(scraped(registry))
                    .contains("interlock_guardrail_value" + LABELS + "} 412.5")
                    .contains("interlock_guardrail_threshold" + LABELS + "} 60.0")
                    .contains("interlock_guardrail_verdict" + LABELS + ",verdict=\"FAIL\"} 1.0")
                    .contains("guardrail=\"slow\",migration=\"split-name\",verdict=\"NO_DATA\"} 1.0")
                    .doesNotContain(
                            "INCONCLUSIVE", "ended", "interlock_guardrail_value{database=\"shop\",guardrail=\"slow\"");
        }
    }

    private static void fill(EmbeddedPostgres postgres) throws Exception {
        try (InputStream ledger = Objects.requireNonNull(
                        GuardrailGauges.class.getResourceAsStream("/dev/interlock/activities/ledger/V1__ledger.sql"));
                Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA interlock; " + new String(ledger.readAllBytes(), StandardCharsets.UTF_8));
            statement.execute("""
                    INSERT INTO interlock.migration (id, plan_sha256, files, description, owner, tables, flag_key,
                                                     started_by, run_id, ended_at)
                    VALUES ('split-name', 'x', '{}', '', '', '{public.users}', 'split', 'ann', 'run', NULL),
                           ('ended', 'x', '{}', '', '', '{public.users}', 'split', 'ann', 'run', now());
                    INSERT INTO interlock.look (migration, guardrail, window_start, window_end, round, percent, value,
                                                threshold, verdict, sentence)
                    VALUES (1, 'errors', now(), now(), 1, 5000, 2, 60, 'INCONCLUSIVE', ''),
                           (1, 'errors', now(), now() + interval '10 s', 1, 5000, 412.5, 60, 'FAIL', ''),
                           (1, 'slow', now(), now(), 1, 5000, NULL, NULL, 'NO_DATA', ''),
                           (2, 'errors', now(), now(), 1, 5000, 3, 60, 'ERROR', '');
                    """);
        }
    }

    private static String scraped(PrometheusRegistry registry) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.create().write(text, registry.scrape());
        return text.toString(StandardCharsets.UTF_8);
    }
}
