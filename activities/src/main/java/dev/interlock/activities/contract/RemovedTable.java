// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.contract;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.sync.HiddenNames;
import dev.interlock.domain.ddl.DroppedObject;
import dev.interlock.domain.ddl.TableName;
import dev.interlock.domain.ddl.TableParts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the contract removes of one table, under the names that the plan and the application use, hidden or not.
 *
 * @param objects as an approval names them
 */
record RemovedTable(List<String> objects, TableParts names) {

    /** Whoever reads a partition reads the table, and the other way round. */
    private static final String FAMILY = """
            WITH RECURSIVE family(relation) AS (
                SELECT to_regclass(?)::oid
                UNION
                SELECT CASE i.inhparent WHEN f.relation THEN i.inhrelid ELSE i.inhparent END
                FROM family f JOIN pg_inherits i ON i.inhparent = f.relation OR (i.inhrelid = f.relation AND ?)
            )
            SELECT n.nspname, c.relname
            FROM family f JOIN pg_class c ON c.oid = f.relation JOIN pg_namespace n ON n.oid = c.relnamespace
            """;

    RemovedTable {
        objects = List.copyOf(objects);
    }

    /** In the contract's order. Indexes and other objects are named by no statement that reads or writes rows. */
    static List<RemovedTable> in(Connection connection, long migration, List<DroppedObject> dropped)
            throws SQLException {
        Map<TableName, List<DroppedObject>> byTable = dropped.stream()
                .filter(object -> object.table().isPresent())
                .collect(Collectors.groupingBy(
                        object -> object.table().orElseThrow(), LinkedHashMap::new, Collectors.toList()));
        HiddenNames hidden = HiddenNames.of(connection, migration);
        List<RemovedTable> found = new ArrayList<>();
        for (Map.Entry<TableName, List<DroppedObject>> entry : byTable.entrySet()) {
            found.add(of(connection, entry.getKey(), hidden, entry.getValue()));
        }
        return found;
    }

    private static RemovedTable of(
            Connection connection, TableName table, HiddenNames hidden, List<DroppedObject> dropped)
            throws SQLException {
        List<DroppedObject> whole =
                dropped.stream().filter(object -> object.kind().equals("table")).toList();
        List<DroppedObject> objects = whole.isEmpty() ? dropped : whole;
        Set<TableName> names = new LinkedHashSet<>(Set.of(table));
        names.addAll(Sql.list(
                connection,
                FAMILY,
                row -> new TableName(row.getString(1), row.getString(2)),
                hidden.stored(table).quoted(),
                whole.isEmpty()));
        return new RemovedTable(
                objects.stream().map(DroppedObject::toString).toList(),
                new TableParts(names, named(objects, "column"), named(objects, "constraint")));
    }

    private static Set<String> named(List<DroppedObject> objects, String kind) {
        return objects.stream()
                .filter(object -> object.kind().equals(kind))
                .flatMap(object -> object.name().stream())
                .collect(Collectors.toSet());
    }

    /** {@code column public.users.full_name}. */
    @Override
    public String toString() {
        return String.join(", ", objects);
    }
}
