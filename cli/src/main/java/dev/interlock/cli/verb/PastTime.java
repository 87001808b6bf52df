// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.verb;

import dev.interlock.domain.plan.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Times as people give them on a command line. */
final class PastTime {

    private static final Duration SHORTEST = Duration.ofMillis(1);

    private PastTime() {}

    /**
     * A time with its offset from UTC, or how long it was ago.
     *
     * @param before what a duration counts back from
     * @throws ParameterException when it is neither
     */
    static Instant moment(String option, String text, Instant before, CommandSpec command) {
        return Durations.parse(text)
                .map(before::minus)
                .or(() -> withOffset(text))
                .orElseThrow(() -> new ParameterException(
                        command.commandLine(),
                        option + " " + text + " is no time: write one such as 2026-03-02T09:00:00Z, or how long before,"
                                + " such as 24h"));
    }

    private static Optional<Instant> withOffset(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException noTime) {
            return Optional.empty();
        }
    }

    /** @throws ParameterException when it is none, or less than a millisecond */
    static Duration duration(String option, String text, CommandSpec command) {
        return Durations.parse(text)
                .filter(duration -> duration.compareTo(SHORTEST) >= 0)
                .orElseThrow(() -> new ParameterException(
                        command.commandLine(), option + " " + text + " is no duration above 0, such as 30s or 1m"));
    }
}
