// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.plan;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them, {@code 500ms}, {@code 15m}, {@code 1h30m}, {@code 14d} or ISO-8601, and as they read them. */
public final class Durations {

    private static final Pattern PART = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern WHOLE = Pattern.compile("(?:\\d{1,9}(?:ms|s|m|h|d))+");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    private Durations() {}

    /** Empty when it is no duration, or a negative one. */
    public static Optional<Duration> parse(String text) {
        if (WHOLE.matcher(text).matches()) {
            return Optional.of(sum(text));
        }
        try {
            return Optional.of(Duration.parse(text)).filter(duration -> !duration.isNegative());
        } catch (DateTimeParseException noIsoEither) {
            return Optional.empty();
        }
    }

    /**
     * The two largest units that tell something: {@code 14 d}, {@code 1 h 30 m}, {@code 2.5 s}, {@code 412 ms}. What is left
     * over is left out.
     */
    public static String text(Duration duration) {
        if (duration.isNegative()) {
            return "-" + text(duration.negated());
        }
        if (duration.toDays() > 0) {
            return two(duration.toDays(), "d", duration.toHoursPart(), "h");
        }
        if (duration.toHours() > 0) {
            return two(duration.toHours(), "h", duration.toMinutesPart(), "m");
        }
        if (duration.toMinutes() > 0) {
            return two(duration.toMinutes(), "m", duration.toSecondsPart(), "s");
        }
        return duration.isZero() || duration.toSeconds() > 0 ? seconds(duration) : duration.toMillis() + " ms";
    }

    private static String two(long large, String largeUnit, int small, String smallUnit) {
        return large + " " + largeUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }

    private static String seconds(Duration duration) {
        int tenths = duration.toMillisPart() / 100;
        return duration.toSeconds() + (tenths == 0 ? "" : "." + tenths) + " s";
    }

    private static Duration sum(String text) {
        Duration sum = Duration.ZERO;
        for (Matcher part = PART.matcher(text); part.find(); ) {
            Duration unit = UNITS.getOrDefault(part.group(2), Duration.ZERO);
            sum = sum.plus(unit.multipliedBy(Long.parseLong(part.group(1))));
        }
        return sum;
    }
}
