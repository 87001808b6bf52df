// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BackfillGaugesTest {

    private static final String LABELS = "{database=\"shop\",migration=\"split-name\",table=\"public.users\"} ";

    private static final String ROWS = """
            INSERT INTO interlock.backfill
                (migration, round, table_name, leaf, relfilenode, blocks, next_block, rows_written)
            VALUES (1, 1, 'public.users', 'a', 1, 100, 100, 4000), (1, 1, 'public.users', 'b', 1, 100, 20, 800),
                   (2, 1, 'public.users', 'a', 1, 100, 20, 800);
            INSERT INTO interlock.backfill_pace
            VALUES (1, 1, 'public.users', 250.5, 320, '500', 'a reason', clock_timestamp());
            """;

    @Test
    void rowsBlocksAndRateOfAnOpenBackfillAreScraped() throws Exception {
        try (ScrapedLedger ledger = new ScrapedLedger()) {
            ledger.fill(ROWS);
            new BackfillGauges(Map.of("shop", ledger::open)).register(ledger.registry());

            assertThat(ledger.scraped())
                    .contains("interlock_backfill_rows_total" + LABELS + "4800.0")
                    .contains("interlock_backfill_blocks_done" + LABELS + "120.0")
                    .contains("interlock_backfill_blocks" + LABELS + "200.0")
                    .contains("interlock_backfill_rows_per_second" + LABELS + "250.5")
                    .contains("interlock_backfill_throttled" + LABELS + "1.0")
                    .doesNotContain("ended");
        }
    }
}
