// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.verb;

import dev.interlock.domain.plan.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Times as people give them on a command line. */
final class PastTime {

    private static final Duration SHORTEST = Duration.ofMillis(1);

    private PastTime() {}

    /**
     * A time with its offset from UTC, or how long it was ago.
     *
     * @param before what a duration counts back from
     */
    static Optional<Instant> parse(String text, Instant before) {
        Optional<Duration> ago = Durations.parse(text);
        if (ago.isPresent()) {
            return ago.map(before::minus);
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException noTime) {
            return Optional.empty();
        }
    }

    /** Empty when it is none, or less than a millisecond. */
    static Optional<Duration> duration(String text) {
        return Durations.parse(text).filter(duration -> duration.compareTo(SHORTEST) >= 0);
    }
}
