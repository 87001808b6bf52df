// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.sync.Catalogue;
import dev.interlock.domain.ddl.DroppedObject;
import dev.interlock.domain.ddl.TableName;
import dev.interlock.domain.guardrail.Figures;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.domain.plan.Scripts.Script;
import dev.interlock.domain.sync.ColumnFact;
import dev.interlock.domain.sync.Quote;
import dev.interlock.domain.sync.TableFacts;
import dev.interlock.plans.ContractObjects;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a revert would drop of columns and tables that no sync keeps: every row of such a table, and every value of such a
 * column that is neither NULL nor the column's constant default. A generated column holds nothing of its own.
 *
 * <p>Locks: ACCESS SHARE on the tables.
 */
final class NewValues {

    private final Work work;

    NewValues(Work work) {
        this.work = work;
    }

    /** One sentence for each column or table that holds something. */
    List<String> dropped(List<Script> revert) throws SQLException {
        List<String> held = new ArrayList<>();
        try (Connection connection = work.sessions().open("revert")) {
            for (DroppedObject object : ContractObjects.in(revert)) {
                sentence(connection, object).ifPresent(held::add);
            }
        }
        return held;
    }

    private Optional<String> sentence(Connection connection, DroppedObject object) throws SQLException {
        Optional<String> condition = object.table().isEmpty() ? Optional.empty() : condition(connection, object);
        if (condition.isEmpty()) {
            return Optional.empty();
        }
        String sql = "SELECT count(*) FROM " + object.table().get().quoted() + " WHERE " + condition.get();
        long rows = work.heartbeats().during(connection, counting -> Sql.number(counting, sql));
        return rows == 0
                ? Optional.empty()
                : Optional.of(Figures.counted(rows, "row") + " with a value in the " + object
                        + ", which the old side does not give back; a revert would lose it");
    }

    /** Which rows hold something of it; empty where nothing can be lost, or where it is gone already. */
    private Optional<String> condition(Connection connection, DroppedObject object) throws SQLException {
        TableName table = object.table().orElseThrow();
        Optional<TableFacts> facts = Catalogue.facts(connection, table);
        return switch (object.kind()) {
            case "table" -> facts.map(there -> "true");
            case "column" ->
                facts.flatMap(there -> object.name().flatMap(there::column))
                        .filter(column -> column.generated().isEmpty())
                        .filter(column -> !isSynced(work.plan(), table, column))
                        .map(NewValues::given);
            default -> Optional.empty();
        };
    }

    private static boolean isSynced(MigrationPlan plan, TableName table, ColumnFact column) {
        return plan.sync().stream()
                .anyMatch(rule -> TableName.of(rule.table()).equals(table)
                        && rule.forward().containsKey(column.name()));
    }

    private static String given(ColumnFact column) {
        String name = Quote.identifier(column.name());
        return name + " IS NOT NULL"
                + column.constantDefault()
                        .map(value -> " AND pg_catalog.record_image_ne(ROW(" + name + "), ROW("
                                + column.type().assigned(value) + "))")
                        .orElse("");
    }
}
