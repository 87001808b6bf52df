// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import dev.interlock.domain.guardrail.RecordedBaseline.SameHour;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Hours of a week as the clock on the wall of a zone shows them. Ten o'clock stays ten o'clock when clocks are changed; an hour that
 * is shown twice in autumn is one and the same hour, and one that is skipped in spring has nothing in it.
 *
 * <p>What is recorded is kept by quarters of an hour, since every zone's offset from UTC is a multiple of one: each belongs to one
 * hour of the clock, whatever the zone.
 */
public record WeekClock(ZoneId zone) {

    private static final long QUARTER_SECONDS = Duration.ofMinutes(15).toSeconds();

    /** A window that is longer belongs to no hour. */
    private static final Duration HOUR = Duration.ofHours(1);

    /**
     * What was counted of the old path within one quarter of an hour.
     *
     * @param begins empty for windows that belong to no hour
     */
    public record Quarter(Optional<Instant> begins, long errors, long ended) {}

    private record Hour(DayOfWeek day, int hour) {

        String text() {
            return String.format(Locale.ROOT, "%s %02d:00", day.getDisplayName(TextStyle.SHORT, Locale.ROOT), hour);
        }
    }

    /** Under which quarter of an hour a window is recorded: that of its middle. Empty where it is longer than an hour. */
    public static Optional<Instant> quarter(Instant start, Instant end) {
        Duration length = Duration.between(start, end);
        if (length.compareTo(HOUR) > 0) {
            return Optional.empty();
        }
        long middle = start.plus(length.dividedBy(2)).getEpochSecond();
        return Optional.of(Instant.ofEpochSecond(Math.floorDiv(middle, QUARTER_SECONDS) * QUARTER_SECONDS));
    }

    /** The baseline for a window: all that was recorded, and what was recorded at its hour of the week. */
    public RecordedBaseline baseline(List<Quarter> recorded, Instant start, Instant end) {
        Optional<Hour> judged = quarter(start, end).map(this::hour);
        return new RecordedBaseline(
                sum(recorded, Quarter::errors),
                sum(recorded, Quarter::ended),
                judged.map(hour -> sameHour(recorded, hour)).filter(same -> same.ended() > 0));
    }

    private SameHour sameHour(List<Quarter> recorded, Hour judged) {
        List<Quarter> same = recorded.stream()
                .filter(quarter ->
                        quarter.begins().map(this::hour).filter(judged::equals).isPresent())
                .toList();
        return new SameHour(judged.text() + " " + city(), sum(same, Quarter::errors), sum(same, Quarter::ended));
    }

    private Hour hour(Instant at) {
        ZonedDateTime local = at.atZone(zone);
        return new Hour(local.getDayOfWeek(), local.getHour());
    }

    private String city() {
        return zone.getId().substring(zone.getId().lastIndexOf('/') + 1).replace('_', ' ');
    }

    private static long sum(List<Quarter> quarters, ToLongFunction<Quarter> which) {
        return quarters.stream().mapToLong(which).sum();
    }
}
