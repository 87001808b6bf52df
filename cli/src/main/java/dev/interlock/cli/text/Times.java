// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.text;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Instants and spans, always in UTC: people in several places read the same line. */
final class Times {

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm'Z'").withZone(ZoneOffset.UTC);

    private Times() {}

    static String seconds(String instant) {
        return SECONDS.format(Instant.parse(instant));
    }

    static String minutes(String instant) {
        return MINUTES.format(Instant.parse(instant));
    }

    /** {@code in 13 d 4 h}, {@code in 2 m 49 s}, {@code now}. */
    static String until(String instant, Instant now) {
        Duration left = Duration.between(now, Instant.parse(instant));
        return left.isNegative() || left.toSeconds() == 0 ? "now" : "in " + span(left);
    }

    /** {@code 13 d 4 h}, {@code 2 m 49 s}, {@code 7 s}. */
    static String span(Duration time) {
        if (time.toDays() > 0) {
            return time.toDays() + " d " + time.toHoursPart() + " h";
        }
        if (time.toHours() > 0) {
            return time.toHours() + " h " + time.toMinutesPart() + " m";
        }
        return time.toMinutes() > 0 ? time.toMinutes() + " m " + time.toSecondsPart() + " s" : time.toSeconds() + " s";
    }
}
