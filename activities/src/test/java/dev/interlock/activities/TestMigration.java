// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities;

import dev.interlock.activities.contract.ContractAdapter;
import dev.interlock.activities.ddl.Attempts;
import dev.interlock.activities.ddl.SchemaAdapter;
import dev.interlock.activities.flag.FlagAdapter;
import dev.interlock.activities.ledger.Database;
import dev.interlock.activities.ledger.Databases;
import dev.interlock.activities.ledger.Entry;
import dev.interlock.activities.ledger.LedgerAdapter;
import dev.interlock.activities.ledger.PlanStore;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.source.MetricSources;
import dev.interlock.domain.lifecycle.Note;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.plans.ReadPlan;
import dev.interlock.workflows.port.Call;
import dev.interlock.workflows.port.Registered;
import dev.interlock.workflows.port.Registration;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The activities over one test database, and the calls that a workflow would make. Plans are known by one file. */
public final class TestMigration {

    public final Database database;
    public final Databases databases;
    public final PlanStore plans;
    public final Entry entry;
    public final LedgerAdapter ledger;
    public final FlagAdapter flags;
    public final SchemaAdapter schema;
    public final ContractAdapter contract;
    public final TestPulse pulse = new TestPulse();

    private final Map<String, MigrationPlan> known = new ConcurrentHashMap<>();

    public TestMigration(Database database) {
        this.database = database;
        this.databases = new Databases(List.of(database));
        this.plans = new PlanStore(databases, this::read);
        this.entry = new Entry(databases);
        this.ledger = new LedgerAdapter(databases, plans, entry);
        this.flags = new FlagAdapter(databases);
        Attempts attempts = new Attempts(databases, plans, entry, MetricSources.NONE, () -> pulse);
        this.schema = new SchemaAdapter(attempts);
        this.contract = new ContractAdapter(attempts);
    }

    /** Registers the plan under run {@code run} and claims its tables. */
    public Call claimed(TestPlan plan) {
        Registered registered = register(plan, "run");
        ledger.claim(call(registered, "run", 0, "QUEUED"));
        return call(registered, "run", registered.epoch(), "QUEUED");
    }

    public Registered register(TestPlan plan, String runId) {
        return ledger.register(registration(plan, runId));
    }

    public Registration registration(TestPlan test, String runId) {
        MigrationPlan plan = test.in(database.name());
        String sha = "sha-" + plan.hashCode();
        known.put(sha, plan);
        return new Registration(Map.of("migration.yaml", sha), database.name(), plan.id(), runId, "ann", false);
    }

    public Call call(Registered registered, String runId, long epoch, String phase, Note... notes) {
        return new Call(
                database.name(),
                registered.policy().id(),
                registered.number(),
                runId,
                epoch,
                registered.round(),
                phase,
                List.of(notes));
    }

    /** The same call from another phase. */
    public static Call in(Call call, String phase) {
        return in(call, phase, call.epoch());
    }

    public static Call in(Call call, String phase, long epoch) {
        return new Call(
                call.database(), call.migration(), call.number(), call.runId(), epoch, call.round(), phase, List.of());
    }

    /** Waits until the query gives this; the server is asked every 10 ms, for at most 30 s. */
    public void await(String wanted, String sql, Object... values) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!text(sql, values).equals(Optional.of(wanted))) {
            if (System.nanoTime() > until) {
                throw new AssertionError(sql + " is " + text(sql, values) + " and not " + wanted);
            }
            run("SELECT pg_sleep(0.01)");
        }
    }

    public void run(String sql) {
        try (Connection connection = database.connect("test")) {
            Sql.run(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of the first row, as text. */
    public Optional<String> text(String sql, Object... values) {
        try (Connection connection = database.connect("test")) {
            return Sql.list(connection, sql, row -> Optional.ofNullable(row.getString(1)), values).stream()
                    .findFirst()
                    .flatMap(value -> value);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private ReadPlan read(Map<String, String> files) {
        String sha = files.getOrDefault("migration.yaml", "");
        return new ReadPlan(Optional.ofNullable(known.get(sha)), List.of(), sha);
    }
}
