// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import dev.interlock.activities.ledger.ClaimedTables;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.statement.Attribution;
import dev.interlock.activities.statement.StatementCosts;
import dev.interlock.domain.backfill.Reading;
import dev.interlock.domain.ddl.TableName;
import dev.interlock.domain.ddl.TableParts;
import dev.interlock.plans.NewNames;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the application's statements have cost since the last look: read once for all guardrails of a look, when one first asks. */
final class StatementReadings {

    private static final String MEMBERS = ClaimedTables.WITH_MEMBERS + """
            SELECT member.name, n.nspname, c.relname
            FROM member JOIN pg_class c ON c.oid = member.relid JOIN pg_namespace n ON n.oid = c.relnamespace
            """;

    private final Connection transaction;
    private final Assignment assignment;
    private @Nullable Reading<StatementCosts.Grown> reading;

    StatementReadings(Connection transaction, Assignment assignment) {
        this.transaction = transaction;
        this.assignment = assignment;
    }

    Reading<StatementCosts.Grown> reading() throws SQLException {
        Reading<StatementCosts.Grown> known = reading;
        if (known == null) {
            known = read();
            reading = known;
        }
        return known;
    }

    /** Whatever keeps the statements from being read, keeps nothing else from being looked at. */
    private Reading<StatementCosts.Grown> read() throws SQLException {
        StatementCosts costs = new StatementCosts(assignment.call().number(), assignment.flagKey());
        return Sql.recovering(
                transaction,
                open -> costs.sinceLast(open, this::attribution),
                e -> Reading.unknown("statements cannot be read: " + e.getMessage()));
    }

    private Attribution attribution() throws SQLException {
        Map<TableName, Set<TableName>> members = members();
        List<TableParts> claimed = new ArrayList<>();
        members.values().forEach(names -> claimed.add(new TableParts(names, Set.of(), Set.of())));
        return new Attribution(
                NewNames.of(assignment.plan(), table -> members.getOrDefault(table, Set.of(table))), claimed);
    }

    private Map<TableName, Set<TableName>> members() throws SQLException {
        Map<TableName, Set<TableName>> members = new HashMap<>();
        List<Map.Entry<TableName, TableName>> rows = Sql.list(
                transaction,
                MEMBERS,
                row -> Map.entry(TableName.of(row.getString(1)), new TableName(row.getString(2), row.getString(3))),
                assignment.tables());
        rows.forEach(row ->
                members.computeIfAbsent(row.getKey(), name -> new HashSet<>()).add(row.getValue()));
        return members;
    }
}
