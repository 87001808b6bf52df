// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans.sql;

/**
 * A piece of SQL text, as coarse as finding the end of a statement allows.
 *
 * @param start of its first character
 * @param end after its last character
 * @param closed false when the text ends inside it
 */
record Token(Kind kind, int start, int end, boolean closed) {

    enum Kind {
        SPACE,
        COMMENT,
        WORD,
        STRING,
        /** A dollar-quoted string. */
        DOLLAR_STRING,
        QUOTED_NAME,
        OPEN,
        CLOSE,
        SEMICOLON,
        /** A number, an operator, a comma. */
        OTHER
    }

    /** Whether it says anything to PostgreSQL. */
    boolean matters() {
        return kind != Kind.SPACE && kind != Kind.COMMENT;
    }

    boolean isWord(String text, String word) {
        return kind == Kind.WORD
                && end - start == word.length()
                && text.regionMatches(true, start, word, 0, word.length());
    }
}
