// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.ddl;

import java.util.List;
import java.util.Optional;

/**
 * Something that a contract takes away.
 *
 * @param kind {@code table}, {@code column}, {@code constraint}, {@code index} or {@code object}
 * @param table absent for an index or another object that names none
 * @param name of the column, constraint, index or object; absent for a table
 */
public record DroppedObject(String kind, Optional<TableName> table, Optional<String> name) {

    /** What the statements of one script drop, in their order. */
    public static List<DroppedObject> in(ParsedScript script) {
        return script.statements().stream()
                .flatMap(statement -> statement.changes().stream())
                .flatMap(change -> of(change).stream())
                .toList();
    }

    private static Optional<DroppedObject> of(Change change) {
        return kind(change.kind()).map(kind -> new DroppedObject(kind, change.table(), change.object()));
    }

    private static Optional<String> kind(Change.Kind kind) {
        return switch (kind) {
            case DROP_TABLE -> Optional.of("table");
            case DROP_COLUMN -> Optional.of("column");
            case DROP_CONSTRAINT -> Optional.of("constraint");
            case DROP_INDEX -> Optional.of("index");
            case DROP_OTHER -> Optional.of("object");
            default -> Optional.empty();
        };
    }

    /** {@code column public.users.full_name}. */
    @Override
    public String toString() {
        return kind + " "
                + table.map(t -> name.map(n -> t + "." + n).orElse(t.toString()))
                        .or(() -> name)
                        .orElse("?");
    }
}
