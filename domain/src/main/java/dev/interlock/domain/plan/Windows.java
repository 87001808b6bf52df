// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.plan;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When a migration may go forward, by the clock on the wall of a zone. What the clock skips in spring is never there, and what it
 * shows twice in autumn is there twice.
 *
 * @param allow the times of a week; it is open while any of them is
 * @param freeze the days on which it is closed nevertheless
 */
public record Windows(List<Range> allow, ZoneId zone, List<Freeze> freeze) {

    /** A plan that is frozen for longer at a stretch is refused: it would wait for an opening that nobody waits for. */
    static final Duration LONGEST_CLOSED = Duration.ofDays(366);

    /** Before a freeze there may be days that are closed as well, and one week's window that the clock skips. */
    private static final Duration SEARCHED = LONGEST_CLOSED.plusDays(15);

    private static final Duration WEEKDAY_IS_PLAIN = Duration.ofDays(6);

    private static final DateTimeFormatter SOON = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ROOT);
    private static final DateTimeFormatter FAR = DateTimeFormatter.ofPattern("EEE uuuu-MM-dd HH:mm", Locale.ROOT);

    public Windows {
        allow = List.copyOf(allow);
        freeze = List.copyOf(freeze);
    }

    /**
     * The same time on some days of a week.
     *
     * @param days on which it begins, in the order of a week
     * @param from the first minute of it
     * @param to the first minute after it; not after {@code from}: it goes on past midnight, up to here
     */
    public record Range(List<DayOfWeek> days, LocalTime from, LocalTime to) {

        public Range {
            days = List.copyOf(days);
        }

        boolean covers(LocalDateTime local) {
            LocalTime time = local.toLocalTime();
            if (from.isBefore(to)) {
                return begins(local.toLocalDate()) && !time.isBefore(from) && time.isBefore(to);
            }
            boolean beforeMidnight = begins(local.toLocalDate()) && !time.isBefore(from);
            return beforeMidnight || (begins(local.toLocalDate().minusDays(1)) && time.isBefore(to));
        }

        private boolean begins(LocalDate day) {
            return days.contains(day.getDayOfWeek());
        }
    }

    /**
     * Days on which nothing goes forward.
     *
     * @param last itself frozen as well
     */
    public record Freeze(LocalDate first, LocalDate last) {

        boolean covers(LocalDate day) {
            return !day.isBefore(first) && !day.isAfter(last);
        }
    }

    /** Whether it may go forward at this moment. */
    public boolean isOpen(Instant at) {
        LocalDateTime local = LocalDateTime.ofInstant(at, zone);
        return freeze.stream().noneMatch(days -> days.covers(local.toLocalDate()))
                && allow.stream().anyMatch(range -> range.covers(local));
    }

    /**
     * The first moment from {@code at} on at which it is open; {@code at} itself while it is.
     *
     * @return empty when it stays closed for more than a year, which the windows of a valid plan never do
     */
    public Optional<Instant> opening(Instant at) {
        if (isOpen(at)) {
            return Optional.of(at);
        }
        LocalDate last = LocalDate.ofInstant(at.plus(SEARCHED), zone);
        return LocalDate.ofInstant(at, zone)
                .datesUntil(last.plusDays(1))
                .map(day -> firstOpening(day, at))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** {@code Tue 09:00 Berlin}, with the date where the day of the week alone could be that of another week. */
    public String words(Instant at, Instant now) {
        boolean soon = Duration.between(now, at).compareTo(WEEKDAY_IS_PLAIN) < 0;
        String city = zone.getId().substring(zone.getId().lastIndexOf('/') + 1).replace('_', ' ');
        return (soon ? SOON : FAR).format(at.atZone(zone)) + " " + city;
    }

    /** What opens, opens at midnight, where a range begins, or where the clock is put forward or back. */
    private Optional<Instant> firstOpening(LocalDate day, Instant from) {
        if (freeze.stream().anyMatch(days -> days.covers(day))) {
            return Optional.empty();
        }
        Instant midnight = day.atStartOfDay(zone).toInstant();
        Stream<Instant> begins = allow.stream().flatMap(range -> moments(day.atTime(range.from())));
        return Stream.of(Stream.of(midnight), changes(day, midnight), begins)
                .flatMap(moments -> moments)
                .filter(moment -> !moment.isBefore(from) && isOpen(moment))
                .min(Instant::compareTo);
    }

    /** None for a time that the clock skips, two for one that it shows twice. */
    private Stream<Instant> moments(LocalDateTime local) {
        return zone.getRules().getValidOffsets(local).stream().map(local::toInstant);
    }

    private Stream<Instant> changes(LocalDate day, Instant midnight) {
        ZoneRules rules = zone.getRules();
        Instant end = day.plusDays(1).atStartOfDay(zone).toInstant();
        return Stream.iterate(rules.nextTransition(midnight), change -> rules.nextTransition(change.getInstant()))
                .takeWhile(change -> change != null && change.getInstant().isBefore(end))
                .map(ZoneOffsetTransition::getInstant);
    }
}
