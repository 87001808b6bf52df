// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.backfill;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How many rows a backfill may write in a second.
 *
 * @param rowsPerSecond at least 1
 */
public record Rate(long rowsPerSecond) {

    /** No limit of its own: as fast as the other limits let it. */
    public static final Rate MAX = new Rate(Long.MAX_VALUE);

    /** Above this nobody means a limit. */
    public static final long MOST = 1_000_000_000;

    private static final String WORD = "max";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}");

    public Rate {
        if (rowsPerSecond < 1) {
            throw new IllegalArgumentException("a rate is at least one row a second, not " + rowsPerSecond);
        }
    }

    /** {@code max}, or a whole number from 1 to {@link #MOST}; empty for anything else. */
    public static Optional<Rate> parse(String text) {
        String stripped = text.strip();
        if (stripped.equals(WORD)) {
            return Optional.of(MAX);
        }
        if (!NUMBER.matcher(stripped).matches()) {
            return Optional.empty();
        }
        long rows = Long.parseLong(stripped);
        return rows >= 1 && rows <= MOST ? Optional.of(new Rate(rows)) : Optional.empty();
    }

    @JsonIgnore
    public boolean isMax() {
        return equals(MAX);
    }

    /** As {@link #parse} reads it. */
    public String text() {
        return isMax() ? WORD : Long.toString(rowsPerSecond);
    }

    /** {@code max} or {@code 500 rows/s}. */
    public String words() {
        return isMax() ? WORD : rowsPerSecond + " rows/s";
    }
}
