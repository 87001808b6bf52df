// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import java.util.Locale;

/**
 * One token of SQL.
 *
 * @param text as written
 * @param start offset of its first character
 */
record Word(Kind kind, String text, int start) {

    enum Kind {
        NAME,
        QUOTED,
        STRING,
        SYMBOL
    }

    int end() {
        return start + text.length();
    }

    /** Whether it is this keyword or symbol. */
    boolean is(String keyword) {
        return (kind == Kind.NAME || kind == Kind.SYMBOL) && text.equalsIgnoreCase(keyword);
    }

    boolean isName() {
        return kind == Kind.NAME || kind == Kind.QUOTED;
    }

    /** As the catalogue spells it. */
    String identifier() {
        return kind == Kind.QUOTED
                ? text.substring(1, text.length() - 1).replace("\"\"", "\"")
                : text.toLowerCase(Locale.ROOT);
    }

    /** The value of a plain string literal. */
    String value() {
        return text.substring(1, text.length() - 1).replace("''", "'");
    }
}
