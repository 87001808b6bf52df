// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.plan.Windows.Freeze;
import dev.interlock.domain.plan.Windows.Range;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowsTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Windows OFFICE = new Windows(
            List.of(range(
                    "09:00", "17:00", DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY)),
            BERLIN,
            List.of(new Freeze(LocalDate.parse("2026-12-20"), LocalDate.parse("2027-01-03"))));

    /** Saturdays from 22:00, and Sundays from 02:15 to 02:45: the clock of Berlin skips or repeats the latter twice a year. */
    private static final Windows NIGHT = new Windows(
            List.of(range("22:00", "02:00", DayOfWeek.SATURDAY), range("02:15", "02:45", DayOfWeek.SUNDAY)),
            BERLIN,
            List.of());

    @ParameterizedTest
    @CsvSource({
        "2026-09-07T08:59:59+02:00, 2026-09-07T09:00:00+02:00",
        "2026-09-07T09:00:00+02:00, 2026-09-07T09:00:00+02:00",
        "2026-09-07T16:59:59+02:00, 2026-09-07T16:59:59+02:00",
        "2026-09-07T17:00:00+02:00, 2026-09-08T09:00:00+02:00",
        "2026-09-10T17:00:00+02:00, 2026-09-14T09:00:00+02:00",
        "2026-10-22T17:00:00+02:00, 2026-10-26T09:00:00+01:00",
        "2026-12-17T17:00:00+01:00, 2027-01-04T09:00:00+01:00",
        "2026-12-21T10:00:00+01:00, 2027-01-04T09:00:00+01:00",
        "2027-01-03T23:59:59+01:00, 2027-01-04T09:00:00+01:00",
    })
    void opensAtTheNextMomentThatIsAllowedAndNotFrozen(String at, String opening) {
        assertThat(OFFICE.opening(instant(at))).contains(instant(opening));
    }

    @ParameterizedTest
    @CsvSource({
        // An ordinary week: past midnight, then the quarter past two.
        "2026-09-05T21:00:00+02:00, 2026-09-05T22:00:00+02:00",
        "2026-09-06T01:59:00+02:00, 2026-09-06T01:59:00+02:00",
        "2026-09-06T02:00:00+02:00, 2026-09-06T02:15:00+02:00",
        "2026-09-06T02:45:00+02:00, 2026-09-12T22:00:00+02:00",
        // Spring: 02:00 is 03:00, and the quarter past two never comes.
        "2026-03-29T01:59:00+01:00, 2026-03-29T01:59:00+01:00",
        "2026-03-29T03:00:00+02:00, 2026-04-04T22:00:00+02:00",
        // Autumn: 03:00 is 02:00, and the quarter past two comes twice.
        "2026-10-25T02:00:00+02:00, 2026-10-25T02:15:00+02:00",
        "2026-10-25T02:45:00+02:00, 2026-10-25T02:15:00+01:00",
        "2026-10-25T02:45:00+01:00, 2026-10-31T22:00:00+01:00",
    })
    void followsTheClockOnTheWallWhereItIsPutForwardOrBack(String at, String opening) {
        assertThat(NIGHT.opening(instant(at))).contains(instant(opening));
    }

    @Test
    void clockThatIsPutBackIntoAWindowOpensIt() {
        Windows firstHalf = new Windows(List.of(range("01:00", "02:30", DayOfWeek.SUNDAY)), BERLIN, List.of());

        assertThat(firstHalf.opening(instant("2026-10-25T02:30:00+02:00")))
                .contains(instant("2026-10-25T02:00:00+01:00"));
    }

    @Test
    void clockThatSkipsTheBeginningOfAWindowOpensItWhereItGoesOn() {
        Windows early = new Windows(List.of(range("02:30", "06:00", DayOfWeek.SUNDAY)), BERLIN, List.of());

        assertThat(early.opening(instant("2026-03-29T01:00:00+01:00"))).contains(instant("2026-03-29T03:00:00+02:00"));
    }

    @Test
    void frozenDayEndsAWindowThatHasBegunBefore() {
        Windows frozen = new Windows(
                NIGHT.allow(),
                BERLIN,
                List.of(new Freeze(LocalDate.parse("2026-09-06"), LocalDate.parse("2026-09-06"))));

        assertThat(frozen.isOpen(instant("2026-09-05T23:59:59+02:00"))).isTrue();
        assertThat(frozen.isOpen(instant("2026-09-06T00:00:00+02:00"))).isFalse();
    }

    @Test
    void windowThatIsPastMidnightOpensWhereAFreezeEnds() {
        Windows frozen = new Windows(
                NIGHT.allow(),
                BERLIN,
                List.of(new Freeze(LocalDate.parse("2026-09-05"), LocalDate.parse("2026-09-05"))));

        assertThat(frozen.opening(instant("2026-09-05T22:00:00+02:00"))).contains(instant("2026-09-06T00:00:00+02:00"));
    }

    @Test
    void whatIsFrozenForYearsHasNoOpening() {
        Windows never = new Windows(
                OFFICE.allow(),
                BERLIN,
                List.of(new Freeze(LocalDate.parse("2026-01-01"), LocalDate.parse("2036-01-01"))));

        assertThat(never.opening(instant("2026-01-01T00:00:00+01:00"))).isEmpty();
    }

    @Test
    void openingIsTheFirstOpenMinuteThatCountingMinutesFinds() {
        Random random = new Random(6);
        for (int i = 0; i < 3_000; i++) {
            CountedMinutes counted = CountedMinutes.any(random);
            Instant at = counted.near(random);

            assertThat(counted.windows().opening(at).map(Instant::toString))
                    .as("run %d: %s from %s", i, counted.windows(), at)
                    .isEqualTo(counted.opening(at).map(Instant::toString));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-09-07T09:00:00+02:00, Mon 09:00 Berlin",
        "2026-09-10T22:30:00Z, Fri 00:30 Berlin",
        "2026-09-14T09:00:00+02:00, Mon 2026-09-14 09:00 Berlin",
    })
    void namesTheDayAndWhereItIsAmbiguousTheDateToo(String at, String words) {
        assertThat(OFFICE.words(instant(at), instant("2026-09-05T10:00:00+02:00")))
                .isEqualTo(words);
    }

    @Test
    void namesTheCityOfTheZone() {
        Windows office = new Windows(OFFICE.allow(), ZoneId.of("America/Argentina/Buenos_Aires"), List.of());

        assertThat(office.words(instant("2026-09-07T12:00:00Z"), instant("2026-09-07T00:00:00Z")))
                .isEqualTo("Mon 09:00 Buenos Aires");
    }

    private static Range range(String from, String to, DayOfWeek... days) {
        return new Range(List.of(days), LocalTime.parse(from), LocalTime.parse(to));
    }

    private static Instant instant(String text) {
        return ZonedDateTime.parse(text).toInstant();
    }
}
