// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans.yaml;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500ms}, {@code 15m}, {@code 1h30m}, {@code 14d}, or ISO 8601. */
final class Durations {

    /** Each unit at most once, the longest first. Nine digits keep every sum within a long. */
    static final String PATTERN = "(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?";

    private static final Pattern SHORT = Pattern.compile(PATTERN);
    private static final long[] MILLIS = {86_400_000, 3_600_000, 60_000, 1_000, 1};

    private Durations() {}

    /** May be negative where ISO 8601 says so; empty when it is not a duration. */
    static Optional<Duration> parse(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Matcher matcher = SHORT.matcher(text);
        return matcher.matches() ? Optional.of(sum(matcher)) : iso(text);
    }

    private static Duration sum(Matcher matcher) {
        long total = 0;
        for (int unit = 0; unit < MILLIS.length; unit++) {
            String digits = matcher.group(unit + 1);
            total += digits == null ? 0 : Long.parseLong(digits) * MILLIS[unit];
        }
        return Duration.ofMillis(total);
    }

    private static Optional<Duration> iso(String text) {
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeParseException | ArithmeticException notIso) {
            return Optional.empty();
        }
    }
}
