// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.http;

/** What came of a question. */
public sealed interface Reply {

    /** Something was answered, whatever it is. */
    record Answered(int status, String body) implements Reply {}

    /** Nothing was; {@code why} names the server. */
    record Silence(String why) implements Reply {}

    /** Somebody else's text on one line, and not all of it if it is long. */
    static String shown(String text) {
        int most = 300;
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= most ? line : line.substring(0, most) + "…";
    }
}
