// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.preflight;

import dev.interlock.activities.archive.Archiving;
import dev.interlock.activities.ledger.ConnectionSource;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.measure.DatabaseSource;
import dev.interlock.activities.source.Asker;
import dev.interlock.activities.source.MetricSources;
import dev.interlock.activities.sync.Catalogue;
import dev.interlock.activities.sync.HiddenNames;
import dev.interlock.domain.ddl.DroppedObject;
import dev.interlock.domain.ddl.TableName;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.BackfillRule;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.domain.plan.SyncRule;
import dev.interlock.domain.sync.TableFacts;
import dev.interlock.plans.ContractObjects;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Rights, tables and columns, the plan's expressions on real rows, and what its guardrails ask outside. */
public final class PreflightCheck {

    private final ConnectionSource connections;
    private final MetricSources sources;

    /** For plans whose guardrails ask nobody outside. */
    public PreflightCheck(ConnectionSource connections) {
        this(connections, MetricSources.NONE);
    }

    /** @param sources outside, which guardrails may ask */
    public PreflightCheck(ConnectionSource connections, MetricSources sources) {
        this.connections = connections;
        this.sources = sources;
    }

    /** {@code Done}, {@code Refused} with every reason, or {@code Unsure} with what could not be found out in time. */
    public Outcome check(MigrationPlan plan) throws SQLException {
        try (Connection connection = connections.open("preflight")) {
            Findings findings = new Findings();
            Sql.run(connection, "SET default_transaction_read_only = on");
            Sql.run(connection, "SET statement_timeout = '10s'");
            Sql.run(connection, "SET lock_timeout = " + plan.locks().timeout().toMillis());
            new ServerRules(connection, findings).check();
            Set<TableName> reachable = reachable(connection, plan, findings);
            Set<TableName> synced = new HashSet<>();
            for (SyncRule rule : plan.sync()) {
                TableName table = TableName.of(rule.table());
                if (reachable.contains(table) && sync(connection, plan, rule, findings)) {
                    synced.add(table);
                }
            }
            for (BackfillRule rule : plan.backfill()) {
                if (synced.contains(TableName.of(rule.table()))) {
                    backfill(connection, plan, rule, findings);
                }
            }
            hide(connection, plan, findings);
            casualties(connection, plan, reachable, findings);
            archive(connection, plan, findings);
            DatabaseSource database = new DatabaseSource(connection, plan.tables());
            new SourceRules(sources, database, findings).check(Asker.of(plan), plan.guardrails(), Sql.now(connection));
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

    /** What is not named now would be removed without anybody's approval. */
    private static void casualties(
            Connection connection, MigrationPlan plan, Set<TableName> reachable, Findings findings)
            throws SQLException {
        List<DroppedObject> dropped = ContractObjects.in(plan.scripts().contract()).stream()
                .filter(object -> object.table()
                        .filter(table -> !reachable.contains(table))
                        .isEmpty())
                .toList();
        Casualties.undeclared(connection, HiddenNames.NONE, dropped)
                .forEach(one -> findings.refuse("contract: " + one));
    }

    /** The same; a table that expand still changes may get its key there, and is asked again before it is archived. */
    private static void archive(Connection connection, MigrationPlan plan, Findings findings) throws SQLException {
        if (plan.contract().archive().isZero() || plan.scripts().contract().isEmpty()) {
            return;
        }
        Set<TableName> changed = ContractObjects.indexed(plan.scripts().expand());
        List<DroppedObject> dropped = ContractObjects.in(
                        plan.scripts().contract().get(0))
                .stream()
                .filter(object -> object.table().filter(changed::contains).isEmpty())
                .toList();
        Archiving.problems(connection, dropped).forEach(findings::refuse);
    }

    /**
     * The tables whose names can be looked up. A claimed table that is not there yet may be one that the expand scripts
     * make; one in a schema that the role may not use is neither there nor missing.
     */
    private static Set<TableName> reachable(Connection connection, MigrationPlan plan, Findings findings)
            throws SQLException {
        RoleRules role = new RoleRules(connection, findings);
        role.ledger();
        Map<String, Boolean> schemas = new TreeMap<>();
        Set<TableName> reachable = new HashSet<>();
        for (TableName table : named(plan)) {
            if (!schemas.containsKey(table.schema())) {
                schemas.put(table.schema(), role.schema(table.schema()));
            }
            role.owns(table);
            if (schemas.getOrDefault(table.schema(), false)) {
                reachable.add(table);
            }
        }
        return reachable;
    }

    private static List<TableName> named(MigrationPlan plan) {
        Stream<String> synced = plan.sync().stream().map(SyncRule::table);
        return Stream.concat(plan.tables().stream(), synced)
                .map(TableName::of)
                .distinct()
                .sorted()
                .toList();
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

    /** Answers whether there is a table of that name that sync can be put on. */
    private static boolean sync(Connection connection, MigrationPlan plan, SyncRule rule, Findings findings)
            throws SQLException {
        TableName table = TableName.of(rule.table());
        Optional<TableFacts> facts = Catalogue.facts(connection, table);
        if (facts.isEmpty()) {
            findings.refuse("sync: there is no table " + table);
            return false;
        }
        Optional<String> unsuitable = RelationKind.unsuitable(connection, table);
        if (unsuitable.isPresent()) {
            findings.refuse("sync: " + table + " is " + unsuitable.get());
            return false;
        }
        new TableRules(connection, table, findings).shape(rule);
        if (new ColumnRules(facts.get(), rule, findings).check()) {
            new ExpressionRules(connection, facts.get(), rule, findings).check(plan);
        }
        return true;
    }
}
