// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.text;

import dev.interlock.domain.plan.Durations;
import dev.interlock.domain.plan.Moments;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Instants and spans, always in UTC: people in several places read the same line. */
final class Times {

    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm'Z'").withZone(ZoneOffset.UTC);

    private Times() {}

    static String seconds(String instant) {
        return Moments.text(Instant.parse(instant));
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
        return Durations.text(Duration.ofSeconds(time.toSeconds()));
    }
}
