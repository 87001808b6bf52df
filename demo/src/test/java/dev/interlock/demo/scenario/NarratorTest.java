// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NarratorTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final List<String> lines = new ArrayList<>();
    private final Narrator narrator = new Narrator(START, lines::add);

    @Test
    void aChangeIsOneLineHoweverManyEventsTellOfIt() {
        narrator.event(event(1, "COMMAND", "rollback by demo", "ROLLING_BACK", 50, null));
        narrator.event(event(2, "PHASE", "RAMPING → ROLLING_BACK", "ROLLING_BACK", 50, null));
        narrator.event(event(3, "PERCENT", "50 % → 0 %", "ROLLING_BACK", 0, null));

        assertThat(lines)
                .containsExactly(
                        "    0.1 s  ROLLING_BACK  50 %  rollback by demo", "    0.3 s  ROLLING_BACK   0 %  50 % → 0 %");
    }

    @Test
    void aHoldIsMarked() {
        narrator.event(event(1, "HOLD", "PAUSE: have a look", "RAMPING", 20, "have a look"));

        assertThat(lines).singleElement().asString().contains("20 %  HELD  PAUSE: have a look");
    }

    @Test
    void aVerdictIsALineThoughNothingMoved() {
        narrator.event(event(1, "PERCENT", "5 % → 20 %", "RAMPING", 20, null));
        narrator.event(event(2, "VERDICT", "PASS: 41 requests", "RAMPING", 20, null));

        assertThat(lines).hasSize(2).last().asString().endsWith("PASS: 41 requests");
    }

    @Test
    void halfAPercentIsNotNothing() {
        narrator.event(new LedgerEvent(1, START, "RESULT", "demo", "raised", "RAMPING", 500, null));

        assertThat(lines).singleElement().asString().contains("0.5 %").endsWith("raised");
    }

    @Test
    void thereAreNeverMoreThanFortyLines() {
        for (int percent = 0; percent < 100; percent++) {
            narrator.event(event(percent, "PERCENT", "up", "RAMPING", percent, null));
        }

        assertThat(lines).hasSize(Narrator.MOST_LINES).last().asString().contains("more in the timeline");
    }

    private static LedgerEvent event(
            long id, String kind, String text, String phase, int wholePercent, @Nullable String hold) {
        return new LedgerEvent(id, START.plusMillis(100 * id), kind, "demo", text, phase, wholePercent * 1000, hold);
    }
}
