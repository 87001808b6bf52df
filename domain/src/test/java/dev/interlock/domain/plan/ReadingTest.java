// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.guardrail.Figures;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people read wherever something is shown: each in one place. */
class ReadingTest {

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 s",
        "PT0.412S, 412 ms",
        "PT5S, 5 s",
        "PT2.599S, 2.5 s",
        "PT15M, 15 m",
        "PT2M49.9S, 2 m 49 s",
        "PT1H30M5S, 1 h 30 m",
        "PT336H0.08S, 14 d",
        "PT340H, 14 d 4 h",
        "PT-5S, -5 s"
    })
    void durationIsReadInTheTwoLargestUnits(String duration, String text) {
        assertThat(Durations.text(Duration.parse(duration))).isEqualTo(text);
    }

    @Test
    void percentIsReadWithoutADecimalThatSaysNothing() {
        assertThat(Percent.text(100.0)).isEqualTo("100 %").isEqualTo(Percent.FULL.toString());
        assertThat(Percent.text(0)).isEqualTo("0 %").isEqualTo(Percent.ZERO.toString());
        assertThat(Percent.text(0.125)).isEqualTo("0.125 %").isEqualTo(new Percent(125).toString());
        assertThat(Percent.text(20)).isEqualTo("20 %");
    }

    @Test
    void momentIsReadToTheSecond() {
        assertThat(Moments.text(Instant.parse("2026-09-01T10:15:00.064Z"))).isEqualTo("2026-09-01 10:15:00Z");
    }

    @Test
    void oneThingIsNotSeveral() {
        assertThat(Figures.counted(1, "attempt")).isEqualTo("1 attempt");
        assertThat(Figures.counted(0, "attempt")).isEqualTo("0 attempts");
        assertThat(Figures.counted(39_870, "row")).isEqualTo("39,870 rows");
    }
}
