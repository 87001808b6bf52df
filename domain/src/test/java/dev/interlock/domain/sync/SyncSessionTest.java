// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.plan.SyncRule;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SyncSessionTest {

    @Test
    void everySettingThatChangesAMeaningIsFixed() {
        SyncRule rule = SyncRule.of("app.users", Map.of(), Map.of());

        assertThat(SyncSession.settings(rule))
                .containsEntry("search_path", "\"app\", pg_temp")
                .containsEntry("TimeZone", "UTC")
                .containsKeys("DateStyle", "IntervalStyle", "extra_float_digits", "bytea_output")
                .containsEntry("standard_conforming_strings", "on")
                .doesNotContainKey("lc_time");
    }

    @Test
    void formatsAreFixedWhereAnExpressionReadsThem() {
        SyncRule rule = SyncRule.of("users", Map.of("month", "To_Char(born, 'TMMonth')"), Map.of());

        assertThat(SyncSession.settings(rule)).containsKeys("lc_time", "lc_numeric", "lc_monetary");
    }

    @Test
    void settingOfThePlanWinsHoweverItIsSpelt() {
        SyncRule rule = new SyncRule(
                "users",
                new TreeMap<>(),
                new TreeMap<>(),
                SyncRule.WhenBothChange.NEW,
                Optional.empty(),
                new TreeMap<>(Map.of("timezone", "Europe/Berlin")));

        assertThat(SyncSession.settings(rule)).hasSize(7).containsEntry("TimeZone", "Europe/Berlin");
        assertThat(SyncSession.clauses(rule)).contains("'Europe/Berlin'").doesNotContain("'UTC'");
    }
}
