// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class GuardrailGaugesTest {

    private static final String LABELS = "{database=\"shop\",guardrail=\"errors\",migration=\"split-name\"";

    private static final String ROWS = """
            INSERT INTO interlock.look (migration, guardrail, window_start, window_end, round, percent, value,
                                        threshold, verdict, sentence)
            VALUES (1, 'errors', now(), now(), 1, 5000, 2, 60, 'INCONCLUSIVE', ''),
                   (1, 'errors', now(), now() + interval '10 s', 1, 5000, 412.5, 60, 'FAIL', ''),
                   (1, 'slow', now(), now(), 1, 5000, NULL, NULL, 'NO_DATA', ''),
                   (2, 'errors', now(), now(), 1, 5000, 3, 60, 'ERROR', '');
            """;

    @Test
    void theNewestLookOfEachGuardrailIsScraped() throws Exception {
        try (ScrapedLedger ledger = new ScrapedLedger()) {
            ledger.fill(ROWS);
            new GuardrailGauges(Map.of("shop", ledger::open)).register(ledger.registry());

            assertThat(ledger.scraped())
                    .contains("interlock_guardrail_value" + LABELS + "} 412.5")
                    .contains("interlock_guardrail_threshold" + LABELS + "} 60.0")
                    .contains("interlock_guardrail_verdict" + LABELS + ",verdict=\"FAIL\"} 1.0")
                    .contains("guardrail=\"slow\",migration=\"split-name\",verdict=\"NO_DATA\"} 1.0")
                    .doesNotContain(
                            "INCONCLUSIVE", "ended", "interlock_guardrail_value{database=\"shop\",guardrail=\"slow\"");
        }
    }
}
