// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.plan;

import dev.interlock.domain.plan.Windows.Freeze;
import dev.interlock.domain.plan.Windows.Range;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Windows by the simplest reading there is: a table of which minutes of a week are allowed, and a look at the clock on the wall for
 * every minute there is.
 */
record CountedMinutes(Windows windows, BitSet allowed) {

    private static final int DAY = 24 * 60;
    private static final int WEEK = 7 * DAY;
    private static final Duration SEARCHED = Duration.ofDays(40);

    /** Clocks that change by an hour, by half an hour, at midnight, by a whole day, or never. */
    private static final List<String> ZONES = List.of(
            "Europe/Berlin",
            "America/New_York",
            "America/Havana",
            "Australia/Lord_Howe",
            "Pacific/Apia",
            "Asia/Beirut",
            "America/Sao_Paulo",
            "Asia/Kathmandu",
            "UTC");

    static CountedMinutes any(Random random) {
        BitSet allowed = new BitSet(WEEK);
        List<Range> ranges = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            ranges.add(range(random, allowed));
        }
        ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        return new CountedMinutes(new Windows(ranges, zone, freezes(random)), allowed);
    }

    private static Range range(Random random, BitSet allowed) {
        int begins = random.nextInt(96) * 15;
        int lasts = 1 + random.nextInt(8 * 60);
        List<DayOfWeek> days = Arrays.stream(DayOfWeek.values())
                .filter(day -> random.nextInt(3) == 0)
                .toList();
        List<DayOfWeek> some = days.isEmpty() ? List.of(DayOfWeek.SUNDAY) : days;
        for (DayOfWeek day : some) {
            for (int minute = begins; minute < begins + lasts; minute++) {
                allowed.set(((day.getValue() - 1) * DAY + minute) % WEEK);
            }
        }
        return new Range(some, time(begins), time(begins + lasts));
    }

    private static LocalTime time(int minute) {
        return LocalTime.ofSecondOfDay(minute % DAY * 60L);
    }

    private static List<Freeze> freezes(Random random) {
        List<Freeze> freezes = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            LocalDate first = LocalDate.of(2011, 1, 1).plusDays(random.nextInt(10 * 365));
            freezes.add(new Freeze(first, first.plusDays(random.nextInt(9))));
        }
        return freezes;
    }

    /** A minute in some years of this zone: often one near which its clock is changed, or something is frozen. */
    Instant near(Random random) {
        Instant start = Instant.parse("2011-01-01T00:00:00Z").plus(random.nextInt(10 * 365 * DAY), ChronoUnit.MINUTES);
        ZoneOffsetTransition change = windows.zone().getRules().nextTransition(start);
        boolean atFreeze = !windows.freeze().isEmpty() && random.nextInt(3) == 0;
        if (atFreeze) {
            LocalDate first = windows.freeze().get(0).first();
            return first.atStartOfDay(windows.zone()).toInstant().minus(random.nextInt(DAY), ChronoUnit.MINUTES);
        }
        return change == null || random.nextInt(3) == 0
                ? start
                : change.getInstant().minus(random.nextInt(2 * DAY) - DAY / 4, ChronoUnit.MINUTES);
    }

    Optional<Instant> opening(Instant at) {
        for (Instant minute = at; minute.isBefore(at.plus(SEARCHED)); minute = minute.plus(1, ChronoUnit.MINUTES)) {
            if (isOpen(minute.atZone(windows.zone()))) {
                return Optional.of(minute);
            }
        }
        return Optional.empty();
    }

    private boolean isOpen(ZonedDateTime wall) {
        LocalDate today = wall.toLocalDate();
        for (Freeze freeze : windows.freeze()) {
            if (today.compareTo(freeze.first()) >= 0 && today.compareTo(freeze.last()) <= 0) {
                return false;
            }
        }
        return allowed.get((wall.getDayOfWeek().getValue() - 1) * DAY + wall.getHour() * 60 + wall.getMinute());
    }
}
