// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.contract;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.ddl.DroppedObject;
import dev.interlock.domain.ddl.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A table, or a column of one, that the drop transaction will remove and that is there now.
 *
 * @param relation the table's oid
 * @param column empty for the whole table
 * @param attribute the column's number; 0 for the whole table
 */
public record HideTarget(long relation, TableName table, Optional<String> column, int attribute) {

    private static final String TABLE = """
            SELECT c.oid::bigint, 0 FROM pg_class c
            WHERE c.oid = to_regclass(?) AND c.relkind IN ('r', 'p') AND ?::text IS NULL
            """;

    private static final String COLUMN = """
            SELECT c.oid::bigint, a.attnum FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
            WHERE c.oid = to_regclass(?) AND c.relkind IN ('r', 'p') AND a.attname = ? AND a.attnum > 0 AND NOT a.attisdropped
            """;

    /** In the contract's order. The columns of a table that goes as a whole go with it. */
    public static List<HideTarget> in(Connection connection, List<DroppedObject> dropped) throws SQLException {
        List<HideTarget> found = new ArrayList<>();
        for (DroppedObject object : dropped) {
            of(connection, object).filter(target -> !found.contains(target)).ifPresent(found::add);
        }
        Set<Long> whole = found.stream()
                .filter(target -> target.column().isEmpty())
                .map(HideTarget::relation)
                .collect(Collectors.toSet());
        found.removeIf(target -> target.column().isPresent() && whole.contains(target.relation()));
        return List.copyOf(found);
    }

    private static Optional<HideTarget> of(Connection connection, DroppedObject object) throws SQLException {
        boolean column = object.kind().equals("column") && object.name().isPresent();
        boolean named = object.table().isPresent() && (column || object.kind().equals("table"));
        if (!named) {
            return Optional.empty();
        }
        TableName table = object.table().orElseThrow();
        Optional<String> name = column ? object.name() : Optional.empty();
        return Sql.first(
                connection,
                column ? COLUMN : TABLE,
                row -> new HideTarget(row.getLong(1), table, name, row.getInt(2)),
                table.quoted(),
                name);
    }

    String kind() {
        return column.isPresent() ? "column" : "table";
    }

    /** What it is called now, without its table. */
    String name() {
        return column.orElse(table.name());
    }

    /** {@code column public.users.full_name}. */
    @Override
    public String toString() {
        return kind() + " " + table + column.map(name -> "." + name).orElse("");
    }
}
