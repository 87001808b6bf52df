// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.preflight;

import dev.interlock.activities.ledger.ConnectionSource;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.sync.Catalogue;
import dev.interlock.domain.ddl.TableName;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.BackfillRule;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.domain.plan.SyncRule;
import dev.interlock.domain.sync.TableFacts;
import dev.interlock.plans.ContractObjects;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.TreeSet;

/** Rights, tables and columns, and the plan's expressions on real rows. */
public final class PreflightCheck {

    private final ConnectionSource connections;

    public PreflightCheck(ConnectionSource connections) {
        this.connections = connections;
    }

    /** {@code Done}, {@code Refused} with every reason, or {@code Unsure} with what could not be found out in time. */
    public Outcome check(MigrationPlan plan) throws SQLException {
        try (Connection connection = connections.open("preflight")) {
            Findings findings = new Findings();
            Sql.run(connection, "SET default_transaction_read_only = on");
            Sql.run(connection, "SET statement_timeout = '10s'");
            Sql.run(connection, "SET lock_timeout = " + plan.locks().timeout().toMillis());
            new ServerRules(connection, findings).check();
            tables(connection, plan, findings);
            for (SyncRule rule : plan.sync()) {
                sync(connection, plan, rule, findings);
            }
            for (BackfillRule rule : plan.backfill()) {
                backfill(connection, plan, rule, findings);
            }
            hide(connection, plan, findings);
            return findings.outcome("rights, tables, columns and expressions are in order");
        }
    }

    /** What would only come to light after the soak, and cannot be cured there without another plan. */
    private static void hide(Connection connection, MigrationPlan plan, Findings findings) throws SQLException {
        if (plan.contract().hide().isZero() || plan.scripts().contract().isEmpty()) {
            return;
        }
        PublishedNames.inTheWayOf(
                        connection, ContractObjects.in(plan.scripts().contract().get(0)))
                .forEach(findings::refuse);
    }

    /** A claimed table that is not there yet may be one that the expand scripts make. */
    private static void tables(Connection connection, MigrationPlan plan, Findings findings) throws SQLException {
        TreeSet<String> names = new TreeSet<>(plan.tables());
        for (String name : names) {
            TableName table = TableName.of(name);
            if (Catalogue.facts(connection, table).isPresent()) {
                new TableRules(connection, table, findings).rights();
            }
        }
    }

    private static void backfill(Connection connection, MigrationPlan plan, BackfillRule rule, Findings findings)
            throws SQLException {
        BackfillRules rules = new BackfillRules(connection, rule, findings);
        rules.limits();
        for (SyncRule sync : plan.sync()) {
            if (TableName.of(sync.table()).equals(TableName.of(rule.table()))) {
                rules.triggers(sync);
            }
        }
    }

    private static void sync(Connection connection, MigrationPlan plan, SyncRule rule, Findings findings)
            throws SQLException {
        TableName table = TableName.of(rule.table());
        Optional<TableFacts> facts = Catalogue.facts(connection, table);
        if (facts.isEmpty()) {
            findings.refuse("sync: there is no table " + table);
            return;
        }
        new TableRules(connection, table, findings).shape(rule);
        if (new ColumnRules(facts.get(), rule, findings).check()) {
            new ExpressionRules(connection, facts.get(), rule, findings).check(plan);
        }
    }
}
