// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.sync;

import java.util.Optional;

/**
 * What the catalogue says of one column.
 *
 * @param constantDefault the default's expression when it always gives the same value
 * @param movingDefault whether it has a default that does not: {@code now()}, a sequence, an identity
 * @param numbered whether that default is a sequence or an identity
 * @param generated the expression of a generated column, over the names that the plan uses
 * @param stored what the table calls it: another name than the plan's only while it is hidden
 */
public record ColumnFact(
        String name,
        ColumnType type,
        boolean nullable,
        Optional<String> constantDefault,
        boolean movingDefault,
        boolean numbered,
        Optional<String> generated,
        String stored) {

    /** Under its own name, as every column is that is not hidden. */
    public ColumnFact(
            String name,
            ColumnType type,
            boolean nullable,
            Optional<String> constantDefault,
            boolean movingDefault,
            boolean numbered,
            Optional<String> generated) {
        this(name, type, nullable, constantDefault, movingDefault, numbered, generated, name);
    }

    /** The same column, which the plan calls {@code other}. */
    public ColumnFact renamed(String other) {
        return new ColumnFact(other, type, nullable, constantDefault, movingDefault, numbered, generated, stored);
    }

    public ColumnFact generatedBy(String expression) {
        return new ColumnFact(
                name, type, nullable, constantDefault, movingDefault, numbered, Optional.of(expression), stored);
    }

    public static ColumnFact plain(String name, String type) {
        return new ColumnFact(name, ColumnType.plain(type), true, Optional.empty(), false, false, Optional.empty());
    }

    boolean isHidden() {
        return !stored.equals(name);
    }

    /** As a variable or parameter, whose names are the plan's. */
    String quoted() {
        return Quote.identifier(name);
    }

    /** Of a row such as {@code NEW.}; without a prefix it is a variable. */
    String of(String prefix) {
        return prefix.isEmpty() ? quoted() : prefix + Quote.identifier(stored);
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
