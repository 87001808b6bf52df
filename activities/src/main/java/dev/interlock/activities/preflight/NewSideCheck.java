// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.preflight;

import dev.interlock.activities.ledger.ConnectionSource;
import dev.interlock.activities.sync.Catalogue;
import dev.interlock.domain.ddl.TableName;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.domain.plan.SyncRule;
import dev.interlock.domain.sync.ColumnFact;
import dev.interlock.domain.sync.TableFacts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The columns that the expand has made, before sync is put on them: preflight sees none of them, and of a script only what
 * its text tells. Takes no lock.
 */
public final class NewSideCheck {

    private final ConnectionSource connections;

    public NewSideCheck(ConnectionSource connections) {
        this.connections = connections;
    }

    /** Every column that sync could not serve, with what to write instead; empty when all are as they should be. */
    public List<String> problems(MigrationPlan plan) throws SQLException {
        List<String> problems = new ArrayList<>();
        try (Connection connection = connections.open("preflight")) {
            for (SyncRule rule : plan.sync()) {
                TableName table = TableName.of(rule.table());
                Optional<TableFacts> facts = Catalogue.facts(connection, table);
                if (facts.isEmpty()) {
                    problems.add(table + ": the table is gone");
                } else {
                    of(facts.get(), rule).forEach(problem -> problems.add(table + ": " + problem));
                }
            }
        }
        return problems;
    }

    private static List<String> of(TableFacts facts, SyncRule rule) {
        List<String> problems = new ArrayList<>();
        for (String name : rule.forward().keySet()) {
            Optional<ColumnFact> column = facts.column(name);
            if (column.isEmpty()) {
                problems.add("no expand script has made the new column " + name);
            }
            column.map(NewColumn::problems).ifPresent(problems::addAll);
        }
        return problems;
    }
}
