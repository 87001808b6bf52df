// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.http;

/** What came of a question. */
public sealed interface Reply {

    /** Something was answered, whatever it is. */
    record Answered(int status, String body) implements Reply {}

    /** Nothing was; {@code why} names the server. */
    record Silence(String why) implements Reply {}

    /** Somebody else's text on one line, as any database and any JSON takes it, and not all of it if it is long. */
    static String shown(String text) {
        int most = 300;
        StringBuilder plain = new StringBuilder();
        text.codePoints().map(Reply::plain).forEach(plain::appendCodePoint);
        String line = plain.toString().strip().replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= most
                ? line
                : line.substring(0, line.offsetByCodePoints(0, most)) + "…";
    }

    /** PostgreSQL has no NUL, and half a character has no UTF-8. */
    private static int plain(int character) {
        boolean none = Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE;
        return none ? ' ' : character;
    }
}
