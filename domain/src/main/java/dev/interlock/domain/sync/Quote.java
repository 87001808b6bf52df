// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.sync;

/** Names and strings as SQL spells them, always quoted: a column may be called {@code order}. */
public final class Quote {

    private Quote() {}

    public static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** Relies on {@code standard_conforming_strings}, which is on since PostgreSQL 9.1. */
    public static String literal(String value) {
        return '\'' + value.replace("'", "''") + '\'';
    }
}
