// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.ddl;

import java.util.Set;

/**
 * What goes with one table or with parts of it, as a statement would name it.
 *
 * @param tables every name by which the table's rows are reached: its own, those of its partitions and of what it is a partition of
 * @param columns those that go; none: the table itself goes
 * @param constraints those that go, which {@code ON CONFLICT ON CONSTRAINT} names
 */
public record RemovedNames(Set<TableName> tables, Set<String> columns, Set<String> constraints) {

    public RemovedNames {
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
