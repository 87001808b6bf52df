// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.ddl;

import java.util.Set;

/**
 * One table, or parts of it, as a statement would name it.
 *
 * @param tables every name by which the table's rows are reached: its own, those of its partitions and of what it is a partition of
 * @param columns the parts; with no part at all the whole table is meant
 * @param constraints parts as well, which {@code ON CONFLICT ON CONSTRAINT} names
 */
public record TableParts(Set<TableName> tables, Set<String> columns, Set<String> constraints) {

    public TableParts {
        tables = Set.copyOf(tables);
        columns = Set.copyOf(columns);
        constraints = Set.copyOf(constraints);
    }

    public boolean wholeTable() {
        return columns.isEmpty() && constraints.isEmpty();
    }

    /** Whether {@code schema.name} is the table; a name that comes without a schema may be it in whatever schema it is. */
    public boolean isTable(String schema, String name) {
        return tables.stream()
                .anyMatch(table -> table.name().equals(name)
                        && (schema.isEmpty() || table.schema().equals(schema)));
    }
}
