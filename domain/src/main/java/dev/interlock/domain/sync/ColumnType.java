// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.sync;

import java.util.Map;
import java.util.Optional;

/**
 * The type of a column, and how a value gets it.
 *
 * @param declared as the column has it, such as {@code character varying(10)}, or a domain's name
 * @param base below every domain and without a modifier, such as {@code character varying}
 * @param modifier the catalogue's type modifier below every domain; -1 when there is none
 * @param domain whether {@code declared} is a domain
 */
public record ColumnType(String declared, String base, int modifier, boolean domain) {

    /** An explicit cast to these cuts a long value off without a word; an assignment raises. */
    private static final Map<String, String> LENGTH_FUNCTIONS = Map.of(
            "character varying", "pg_catalog.\"varchar\"",
            "bpchar", "pg_catalog.bpchar",
            "character", "pg_catalog.bpchar",
            "bit", "pg_catalog.\"bit\"",
            "\"bit\"", "pg_catalog.\"bit\"",
            "bit varying", "pg_catalog.varbit");

    public static ColumnType plain(String name) {
        return new ColumnType(name, name, -1, false);
    }

    /** The expression with the bytes that an assignment to the column would store, as a value of the base type. */
    public String assigned(String expression) {
        String value = lengthFunction()
                .map(function -> function + "((" + expression + ")::" + base + ", " + modifier + ", false)")
                .orElse("(" + expression + ")::" + (domain ? base : declared));
        return domain ? "(" + value + ")::" + declared + "::" + base : value;
    }

    /** Whether its elements have a length, to which no function cuts or refuses them one by one. */
    public boolean isArrayOfLimited() {
        return modifier >= 0
                && base.endsWith("[]")
                && LENGTH_FUNCTIONS.containsKey(base.substring(0, base.length() - "[]".length()));
    }

    private Optional<String> lengthFunction() {
        return modifier < 0 ? Optional.empty() : Optional.ofNullable(LENGTH_FUNCTIONS.get(base));
    }
}
