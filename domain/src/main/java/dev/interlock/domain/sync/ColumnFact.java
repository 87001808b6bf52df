// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.sync;

import java.util.Optional;

/**
 * What the catalogue says of one column.
 *
 * @param constantDefault the default's expression when it always gives the same value
 * @param movingDefault whether it has a default that does not: {@code now()}, a sequence, an identity
 * @param numbered whether that default is a sequence or an identity
 * @param generated the expression of a generated column
 */
public record ColumnFact(
        String name,
        ColumnType type,
        boolean nullable,
        Optional<String> constantDefault,
        boolean movingDefault,
        boolean numbered,
        Optional<String> generated) {

    public static ColumnFact plain(String name, String type) {
        return new ColumnFact(name, ColumnType.plain(type), true, Optional.empty(), false, false, Optional.empty());
    }

    String quoted() {
        return Quote.identifier(name);
    }

    /** On INSERT: whether the writer gave this column a value, which a default is not. */
    String given() {
        return constantDefault
                .map(value -> "(%s IS DISTINCT FROM NULL AND pg_catalog.record_image_ne(ROW(%s), ROW(%s)))"
                        .formatted(quoted(), quoted(), type.assigned(value)))
                .orElse("(" + quoted() + " IS DISTINCT FROM NULL)");
    }

    /** {@code IS NULL} as a column means it: of a composite value with a NULL in it, {@code IS NOT NULL} is false as well. */
    static String isNull(String value) {
        return value + " IS NOT DISTINCT FROM NULL";
    }
}
