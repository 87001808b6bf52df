// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RampScheduleTest {

    private static final Duration MAX_HOLD = Duration.ofHours(24);
    private static final Instant FRIDAY = Instant.parse("2026-09-04T16:30:00Z");
    private static final Instant MONDAY = Instant.parse("2026-09-07T09:00:00Z");
    private static final Windows MONDAYS = new Windows(
            List.of(new Windows.Range(List.of(DayOfWeek.MONDAY), LocalTime.of(9, 0), LocalTime.of(17, 0))),
            ZoneOffset.UTC,
            List.of());
    private static final RampSchedule WINDOWED = ramp(Optional.of(MONDAYS));
    private static final RampSchedule PLAIN = ramp(Optional.empty());

    @Test
    void withoutWindowsItIsNeverClosedAndAnyMomentOpens() {
        assertThat(PLAIN.isClosed(FRIDAY)).isFalse();
        assertThat(PLAIN.opening(FRIDAY)).isEqualTo(FRIDAY);
    }

    @Test
    void stepIsFollowedByTheNextWhereAWindowIsOpenAndBySoakingAtAnyHour() {
        assertThat(WINDOWED.next(0, FRIDAY)).isEqualTo(MONDAY);
        assertThat(WINDOWED.next(1, FRIDAY)).isEqualTo(FRIDAY);
    }

    @Test
    void timeUntilAnOpeningIsNotHeldAgainstAStep() {
        assertThat(WINDOWED.longest(0, FRIDAY, MONDAY))
                .isEqualTo(MONDAY.minus(Duration.ofHours(1)).plus(MAX_HOLD));
        assertThat(PLAIN.longest(0, FRIDAY, FRIDAY.plus(Duration.ofHours(1)))).isEqualTo(FRIDAY.plus(MAX_HOLD));
    }

    @Test
    void stepThatIsLookedAtAfreshHasAllOfMaxHoldFromThenOn() {
        Instant resumed = MONDAY.plus(Duration.ofHours(2));

        assertThat(WINDOWED.longest(0, resumed, MONDAY)).isEqualTo(resumed.plus(MAX_HOLD));
    }

    @Test
    void stepIsNotWatchedForTooLongWhileTheNextOneCannotBeTaken() {
        Instant monday = MONDAY.plus(Duration.ofHours(1));
        Instant tuesday = monday.plus(MAX_HOLD);
        Instant nextMonday = MONDAY.plus(Duration.ofDays(7));

        assertThat(PLAIN.isTooLong(0, MONDAY, monday, tuesday)).isTrue();
        assertThat(WINDOWED.isTooLong(0, MONDAY, monday, tuesday)).isFalse();
        assertThat(WINDOWED.isTooLong(0, MONDAY, monday, nextMonday.minusSeconds(1)))
                .isFalse();
        assertThat(WINDOWED.isTooLong(0, MONDAY, monday, nextMonday)).isTrue();
        assertThat(WINDOWED.isTooLong(1, MONDAY, monday, tuesday)).isTrue();
    }

    private static RampSchedule ramp(Optional<Windows> windows) {
        return new RampSchedule(
                List.of(
                        new RampSchedule.Step(Percent.of(5), Duration.ofHours(1), 300),
                        new RampSchedule.Step(Percent.FULL, Duration.ZERO, 300)),
                Duration.ofSeconds(10),
                MAX_HOLD,
                windows);
    }
}
