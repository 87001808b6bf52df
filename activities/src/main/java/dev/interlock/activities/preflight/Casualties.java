// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.preflight;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.sync.HiddenNames;
import dev.interlock.domain.ddl.DroppedObject;
import dev.interlock.domain.ddl.Identifier;
import dev.interlock.domain.ddl.TableName;
import dev.interlock.plans.sql.SqlWords;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What DROP COLUMN takes along without a word: constraints, indexes, statistics and sequences. Nobody has approved what the contract
 * does not name, so each is to be dropped by a statement of its own. A default and NOT NULL are the column's own, and all that is in
 * a table goes with it. Takes no lock.
 */
public final class Casualties {

    private static final String TAKEN = """
            SELECT DISTINCT
                CASE WHEN k.oid IS NOT NULL THEN 'constraint' WHEN x.oid IS NOT NULL THEN 'statistics'
                     WHEN i.relkind = 'S' THEN 'sequence' ELSE 'index' END,
                n.nspname, coalesce(k.conname, x.stxname, i.relname)
            FROM pg_attribute a
            JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = a.attrelid AND d.refobjsubid = a.attnum
            LEFT JOIN pg_constraint k ON d.classid = 'pg_constraint'::regclass AND k.oid = d.objid
            LEFT JOIN pg_statistic_ext x ON d.classid = 'pg_statistic_ext'::regclass AND x.oid = d.objid
            LEFT JOIN pg_class i ON d.classid = 'pg_class'::regclass AND i.oid = d.objid AND i.relkind IN ('i', 'I', 'S')
            JOIN pg_namespace n ON n.oid = coalesce(k.connamespace, x.stxnamespace, i.relnamespace)
            WHERE a.attrelid = to_regclass(?) AND a.attname = ? AND d.deptype IN ('a', 'i')
              AND coalesce(k.contype, 'c') NOT IN ('n', 't')
            ORDER BY 1, 3
            """;

    private Casualties() {}

    /** One sentence for each that no statement of the contract drops. */
    public static List<String> undeclared(Connection connection, HiddenNames hidden, List<DroppedObject> dropped)
            throws SQLException {
        Set<String> declared = dropped.stream().flatMap(Casualties::names).collect(Collectors.toSet());
        Set<TableName> whole = dropped.stream()
                .filter(object -> object.kind().equals("table"))
                .flatMap(object -> object.table().stream())
                .collect(Collectors.toSet());
        List<String> found = new ArrayList<>();
        for (DroppedObject object : dropped) {
            Optional<TableName> table = object.table().filter(name -> !whole.contains(name));
            if (!object.kind().equals("column")
                    || table.isEmpty()
                    || object.name().isEmpty()) {
                continue;
            }
            String column = hidden.stored(table.get(), object.name().get());
            for (Taken taken : Sql.list(
                    connection, TAKEN, Taken::read, hidden.stored(table.get()).quoted(), column)) {
                if (!declared.contains(taken.name())) {
                    found.add(taken.sentence(object, table.get()));
                }
            }
        }
        return found.stream().distinct().toList();
    }

    /** What a statement of its own drops. Of what is not read further than its DROP, every name in it. */
    private static Stream<String> names(DroppedObject object) {
        String name = object.name().orElse("");
        return switch (object.kind()) {
            case "constraint" -> Stream.of(name);
            case "index" -> Stream.of(name.substring(name.lastIndexOf('.') + 1));
            case "object" -> SqlWords.of(name).words().stream();
            default -> Stream.empty();
        };
    }

    private record Taken(String kind, String schema, String name) {

        static Taken read(ResultSet row) throws SQLException {
            return new Taken(row.getString(1), row.getString(2), row.getString(3));
        }

        String sentence(DroppedObject object, TableName table) {
            return "dropping " + object + " takes " + kind + " " + name
                    + " along, which the contract does not name; write " + statement(table) + " "
                    + (kind.equals("sequence") ? "after" : "before") + " it in the same file";
        }

        private String statement(TableName table) {
            String qualified = new TableName(schema, name).sql();
            return switch (kind) {
                case "constraint" -> "ALTER TABLE " + table.sql() + " DROP CONSTRAINT " + Identifier.sql(name);
                case "statistics" -> "DROP STATISTICS " + qualified;
                case "sequence" -> "DROP SEQUENCE IF EXISTS " + qualified;
                default -> "DROP INDEX " + qualified;
            };
        }
    }
}
