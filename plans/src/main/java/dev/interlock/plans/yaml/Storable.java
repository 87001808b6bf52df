// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans.yaml;

import java.util.OptionalInt;

/** Whether PostgreSQL can keep a text: the ledger holds every file of a plan, and some of its values in columns. */
public final class Storable {

    /** Ends a sentence that begins with what was looked at. */
    public static final String WHY_NOT = "a NUL character or half of a surrogate pair, which no database can keep";

    private Storable() {}

    public static boolean is(String text) {
        return firstBad(text).isEmpty();
    }

    /** The index of the first character that cannot be kept. */
    public static OptionalInt firstBad(String text) {
        int at = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            if (point == 0 || Character.getType(point) == Character.SURROGATE) {
                return OptionalInt.of(at);
            }
            at += Character.charCount(point);
        }
        return OptionalInt.empty();
    }
}
