// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.guardrail.RecordedBaseline.SameHour;
import dev.interlock.domain.guardrail.WeekClock.Quarter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WeekClockTest {

    private static final WeekClock BERLIN = new WeekClock(ZoneId.of("Europe/Berlin"));

    @ParameterizedTest
    @CsvSource({
        // A week later, on the same day of the week.
        "2026-09-08T10:00:00+02:00, 2026-09-15T10:59:50+02:00, Tue 10:00 Berlin",
        // Across the change of clocks in autumn and in spring: an hour more and an hour less by UTC.
        "2026-10-20T10:15:00+02:00, 2026-10-27T10:30:00+01:00, Tue 10:00 Berlin",
        "2026-03-24T10:15:00+01:00, 2026-03-31T10:30:00+02:00, Tue 10:00 Berlin",
        // The hour that is shown twice: both times it is the same one.
        "2026-10-18T02:30:00+02:00, 2026-10-25T02:30:00+02:00, Sun 02:00 Berlin",
        "2026-10-18T02:30:00+02:00, 2026-10-25T02:30:00+01:00, Sun 02:00 Berlin",
        "2026-10-25T02:30:00+02:00, 2026-10-25T02:30:00+01:00, Sun 02:00 Berlin",
        // The last moment before the hour that is skipped, and the first one after it.
        "2026-03-22T01:45:00+01:00, 2026-03-29T01:59:50+01:00, Sun 01:00 Berlin",
        "2026-03-22T03:00:00+01:00, 2026-03-29T03:00:00+02:00, Sun 03:00 Berlin",
    })
    void whatWasRecordedAtTheSameHourOfTheWeekIsFound(String recorded, String judged, String hour) {
        RecordedBaseline baseline = baseline(BERLIN, List.of(quarter(recorded, 3, 39_870)), judged);

        assertThat(baseline.sameHour()).contains(new SameHour(hour, 3, 39_870));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-09-08T10:45:00+02:00, 2026-09-15T11:00:00+02:00",
        "2026-09-08T10:45:00+02:00, 2026-09-16T10:45:00+02:00",
        // What is the same hour by UTC is another one on the wall, once clocks have been changed.
        "2026-10-20T10:15:00+02:00, 2026-10-27T09:15:00+01:00",
        // The skipped hour would have been there by UTC.
        "2026-03-22T02:15:00+01:00, 2026-03-29T03:15:00+02:00",
    })
    void whatWasRecordedAtAnotherHourCountsInAllOnly(String recorded, String judged) {
        RecordedBaseline baseline = baseline(BERLIN, List.of(quarter(recorded, 3, 39_870)), judged);

        assertThat(baseline).isEqualTo(new RecordedBaseline(3, 39_870));
    }

    @Test
    void quartersOfOneHourInSeveralWeeksAreAddedUp() {
        List<Quarter> recorded = List.of(
                quarter("2026-09-01T10:00:00+02:00", 1, 100),
                quarter("2026-09-08T10:15:00+02:00", 2, 200),
                quarter("2026-09-08T11:00:00+02:00", 50, 5_000),
                new Quarter(Optional.empty(), 7, 700));

        RecordedBaseline baseline = baseline(BERLIN, recorded, "2026-09-15T10:30:00+02:00");

        assertThat(baseline)
                .isEqualTo(new RecordedBaseline(60, 6_000, Optional.of(new SameHour("Tue 10:00 Berlin", 3, 300))));
    }

    @Test
    void aWindowBelongsToTheQuarterOfItsMiddle() {
        Instant ten = Instant.parse("2026-09-08T10:00:00Z");

        assertThat(WeekClock.quarter(ten.minusSeconds(6), ten.plusSeconds(4))).contains(ten.minusSeconds(900));
        assertThat(WeekClock.quarter(ten.minusSeconds(5), ten.plusSeconds(5))).contains(ten);
        assertThat(WeekClock.quarter(ten.minusSeconds(1_200), ten.plusSeconds(2_400)))
                .contains(ten);
    }

    @Test
    void aWindowOfMoreThanAnHourBelongsToNoHour() {
        Instant begin = Instant.parse("2026-09-08T10:00:00Z");
        Instant end = begin.plus(Duration.ofMinutes(61));

        assertThat(WeekClock.quarter(begin, end)).isEmpty();
        assertThat(BERLIN.baseline(List.of(new Quarter(Optional.of(begin), 1, 10)), begin, end))
                .isEqualTo(new RecordedBaseline(1, 10));
    }

    @Test
    void oneZonesCityIsSaidInWords() {
        WeekClock clock = new WeekClock(ZoneId.of("America/New_York"));

        assertThat(baseline(clock, List.of(quarter("2026-09-08T04:00:00Z", 1, 10)), "2026-09-15T04:00:00Z")
                        .sameHour())
                .contains(new SameHour("Tue 00:00 New York", 1, 10));
    }

    /** Half an hour, three quarters of one, and a change of clocks by half an hour. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTC",
                "Europe/Berlin",
                "America/St_Johns",
                "Asia/Kathmandu",
                "Australia/Lord_Howe",
                "Pacific/Chatham",
                "Africa/Casablanca",
                "America/Santiago"
            })
    void everyCallIsFoundAtItsOwnHourAndAtNoOther(String zone) {
        WeekClock clock = new WeekClock(ZoneId.of(zone));
        Random random = new Random(zone.hashCode());
        for (int draw = 0; draw < 300; draw++) {
            List<ZonedDateTime> calls = new ArrayList<>();
            List<Quarter> recorded = new ArrayList<>();
            ZonedDateTime judged = moment(random, zone);
            for (int call = 0; call < 20; call++) {
                ZonedDateTime at = judged.plusMinutes(random.nextInt(20_160) - 10_080L);
                calls.add(at);
                recorded.add(new Quarter(WeekClock.quarter(at.toInstant(), at.toInstant()), 0, 1));
            }

            long same = clock.baseline(recorded, judged.toInstant(), judged.toInstant())
                    .sameHour()
                    .map(SameHour::ended)
                    .orElse(0L);

            assertThat(same)
                    .isEqualTo(calls.stream()
                            .map(ZonedDateTime::toLocalDateTime)
                            .filter(local -> shows(local, judged.toLocalDateTime()))
                            .count());
        }
    }

    private static boolean shows(LocalDateTime local, LocalDateTime other) {
        return local.getDayOfWeek() == other.getDayOfWeek() && local.getHour() == other.getHour();
    }

    private static ZonedDateTime moment(Random random, String zone) {
        return Instant.parse("2026-01-01T00:00:00Z")
                .plusSeconds(random.nextInt(2 * 365 * 86_400))
                .atZone(ZoneId.of(zone));
    }

    private static RecordedBaseline baseline(WeekClock clock, List<Quarter> recorded, String judged) {
        Instant at = ZonedDateTime.parse(judged).toInstant();
        return clock.baseline(recorded, at, at);
    }

    private static Quarter quarter(String at, long errors, long ended) {
        Instant moment = ZonedDateTime.parse(at).toInstant();
        return new Quarter(WeekClock.quarter(moment, moment), errors, ended);
    }
}
