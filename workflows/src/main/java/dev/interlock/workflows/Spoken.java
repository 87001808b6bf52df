// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wrote, as it goes on record: one line, not endless, of characters that every database keeps. It is made so
 * where it comes in and never refused: a rollback must not fail for the words that come with it.
 */
final class Spoken {

    /** Characters. REST refuses more at once; the Web UI and the {@code temporal} CLI can be refused by nobody. */
    static final int LONGEST = 2000;

    private static final Pattern LINE_BREAKS = Pattern.compile("[\\t\\n\\x0B\\f\\r\\x85\\u2028\\u2029]+");

    /** Other control characters, halves of surrogate pairs, and what turns the direction of a whole line. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cs}\\u202A-\\u202E\\u2066-\\u2069]");

    private Spoken() {}

    static @Nullable String kept(@Nullable String text) {
        return text == null ? null : line(text, LONGEST);
    }

    /** Cut to {@code longest} characters, the last of which then says so. */
    static String line(String text, int longest) {
        String cut = text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
        String oneLine = LINE_BREAKS.matcher(cut).replaceAll(" ");
        return UNPRINTABLE.matcher(oneLine).replaceAll("\uFFFD");
    }
}
