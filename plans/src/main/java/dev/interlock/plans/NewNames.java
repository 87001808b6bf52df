// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans;

import dev.interlock.domain.ddl.Change;
import dev.interlock.domain.ddl.TableName;
import dev.interlock.domain.ddl.TableParts;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.domain.plan.SyncRule;
import dev.interlock.plans.sql.StatementParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What a plan's expand brings that only the new path can name: columns, and whole tables. */
public final class NewNames {

    private NewNames() {}

    /**
     * One for each table; none where the expand makes neither a column nor a table.
     *
     * @param reachedBy every name by which a table's rows are reached, its own included
     */
    public static List<TableParts> of(MigrationPlan plan, Function<TableName, Set<TableName>> reachedBy) {
        Map<TableName, Set<String>> columns = new LinkedHashMap<>();
        Set<TableName> tables = new LinkedHashSet<>();
        for (SyncRule sync : plan.sync()) {
            of(columns, TableName.of(sync.table())).addAll(sync.forward().keySet());
        }
        plan.scripts().expand().stream()
                .flatMap(script -> StatementParser.script(script.path(), script.sql()).statements().stream())
                .flatMap(statement -> statement.changes().stream())
                .forEach(change -> change.table().ifPresent(table -> collect(change, table, columns, tables)));
        columns.keySet().removeAll(tables);
        List<TableParts> parts = new ArrayList<>();
        tables.forEach(table -> parts.add(new TableParts(reachedBy.apply(table), Set.of(), Set.of())));
        columns.forEach((table, names) -> parts.add(new TableParts(reachedBy.apply(table), names, Set.of())));
        return parts;
    }

    private static void collect(
            Change change, TableName table, Map<TableName, Set<String>> columns, Set<TableName> tables) {
        if (change.kind() == Change.Kind.CREATE_TABLE) {
            tables.add(table);
        } else if (change.kind() == Change.Kind.ADD_COLUMN) {
            change.object().ifPresent(column -> of(columns, table).add(column));
        }
    }

    private static Set<String> of(Map<TableName, Set<String>> columns, TableName table) {
        return columns.computeIfAbsent(table, unknown -> new LinkedHashSet<>());
    }
}
