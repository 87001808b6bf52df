// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.sync;

import dev.interlock.activities.TestServer;
import dev.interlock.activities.ledger.ConnectionSource;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.backfill.ThrottlePolicy;
import dev.interlock.domain.plan.BackfillRule;
import dev.interlock.domain.plan.ContractPolicy;
import dev.interlock.domain.plan.FlagPolicy;
import dev.interlock.domain.plan.LockPolicy;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.domain.plan.ParityPolicy;
import dev.interlock.domain.plan.Percent;
import dev.interlock.domain.plan.RampSchedule;
import dev.interlock.domain.plan.Scripts;
import dev.interlock.domain.plan.SoakPolicy;
import dev.interlock.domain.plan.SyncRule;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A database of its own with the ledger in it, on a PostgreSQL that all tests of this JVM share. */
public final class SyncLab {

    private static final LockPolicy USUAL =
            new LockPolicy(Duration.ofMillis(500), Duration.ofMinutes(2), Duration.ofMinutes(2));
    private static final Scripts NO_SCRIPTS = new Scripts(List.of(), List.of(), List.of(), Optional.empty());

    public static final String SHA = "0".repeat(64);

    /** Loses nothing, but regroups: {@code Anna Maria|Berg} comes back from the old side as {@code Anna|Maria Berg}. */
    public static final SyncRule SPLIT = SyncRule.of(
            "users",
            Map.of(
                    "first_name",
                    "split_part(full_name, ' ', 1)",
                    "last_name",
                    "CASE WHEN position(' ' in full_name) > 0"
                            + " THEN substr(full_name, position(' ' in full_name) + 1) END"),
            Map.of("full_name", "first_name || coalesce(' ' || last_name, '')"));

    public static final String USERS = """
            CREATE TABLE users (
                id bigint PRIMARY KEY, full_name text NOT NULL, email text, filler text,
                first_name text, last_name text)
            """;

    /** Connections are most of what a test takes: without these each of them is three round trips longer. */
    private static final String CHEAPLY = "&sslmode=disable&assumeMinServerVersion=14&ApplicationName=";

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final EmbeddedPostgres server;
    private final String database;

    private SyncLab(EmbeddedPostgres server, String database) {
        this.server = server;
        this.database = database;
    }

    public static SyncLab create() {
        return new SyncLab(TestServer.postgres(), TestServer.createWithLedger());
    }

    /** The same on another server. */
    public static SyncLab create(EmbeddedPostgres server) {
        SyncLab lab = new SyncLab(server, "lab" + COUNT.incrementAndGet());
        new SyncLab(server, "postgres").run("CREATE DATABASE " + lab.database);
        lab.run("CREATE SCHEMA interlock", ledger());
        return lab;
    }

    /** Sessions are named after their step alone. */
    public ConnectionSource connections() {
        return step -> connect("postgres", step);
    }

    public Connection connect() {
        return connect("postgres", "application");
    }

    public Connection connectAs(String user) {
        return connect(user, "application");
    }

    /** A walsender's other end. */
    public Connection replica(String name) {
        try {
            return DriverManager.getConnection(server.getJdbcUrl("postgres", database)
                    + "&replication=true&preferQueryMode=simple&assumeMinServerVersion=14&ApplicationName=" + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes an ordinary role, unless it is there. */
    public void role(String name) {
        run("DO $$ BEGIN CREATE ROLE " + name + " LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
    }

    /** Waits until the count is not 0; the server is asked every 10 ms, for at most 60 s. */
    public void awaitAtLeastOne(String count) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (number(count) == 0) {
            if (System.nanoTime() > until) {
                throw new AssertionError("never: " + count);
            }
            rows("SELECT pg_sleep(0.01)");
        }
    }

    /** Likewise, until it is 0. */
    public void awaitNone(String count) {
        awaitAtLeastOne("SELECT ((" + count + ") = 0)::int");
    }

    public void run(String... statements) {
        try (Connection connection = connect()) {
            for (String statement : statements) {
                Sql.run(connection, statement);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The rows, each with its columns joined by {@code |} and NULL as {@code -}. */
    public List<String> rows(String sql) {
        try (Connection connection = connect()) {
            return Sql.list(connection, sql, row -> {
                StringBuilder line = new StringBuilder();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    line.append(i == 1 ? "" : "|").append(Objects.requireNonNullElse(row.getString(i), "-"));
                }
                return line.toString();
            });
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public String row(String sql) {
        return rows(sql).get(0);
    }

    public long number(String sql) {
        return Long.parseLong(row(sql));
    }

    /** A row of the ledger for cursors to refer to. */
    public long migration() {
        return number("""
                INSERT INTO interlock.migration
                    (id, plan_sha256, files, description, owner, tables, flag_key, started_by, run_id)
                VALUES (gen_random_uuid(), 'x', '{}', 'a test', 'nobody', '{public.users}', 'key', 'ann', 'run')
                RETURNING number
                """);
    }

    public MigrationPlan plan(SyncRule... rules) {
        return plan(USUAL, rules);
    }

    /** With one expand script, by a team that has looked at the triggers of its table. */
    public MigrationPlan plan(String expand, SyncRule rule) {
        Scripts scripts = new Scripts(
                List.of(new Scripts.Script("expand.sql", expand, true)), List.of(), List.of(), Optional.empty());
        List<String> accepted = rows(
                "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgrelid = '" + rule.table() + "'::regclass");
        return plan(USUAL, scripts, List.of(new BackfillRule(rule.table(), ThrottlePolicy.NONE, accepted)), rule);
    }

    public MigrationPlan plan(LockPolicy locks, SyncRule... rules) {
        return plan(
                locks,
                NO_SCRIPTS,
                Arrays.stream(rules).map(rule -> BackfillRule.of(rule.table())).toList(),
                rules);
    }

    public MigrationPlan plan(List<BackfillRule> backfill, SyncRule... rules) {
        return plan(USUAL, NO_SCRIPTS, backfill, rules);
    }

    private MigrationPlan plan(LockPolicy locks, Scripts scripts, List<BackfillRule> backfill, SyncRule... rules) {
        List<SyncRule> sync = List.of(rules);
        List<String> tables = Arrays.stream(rules).map(SyncRule::table).toList();
        return new MigrationPlan(
                "split",
                database,
                "a test",
                "nobody",
                tables,
                new FlagPolicy("split", 1, Duration.ofSeconds(15), Duration.ofHours(24)),
                sync,
                backfill,
                new ParityPolicy(Duration.ofHours(2)),
                new RampSchedule(
                        List.of(new RampSchedule.Step(Percent.FULL, Duration.ZERO, 0)),
                        Duration.ofSeconds(1),
                        Duration.ofHours(1)),
                List.of(),
                0.05,
                5,
                new SoakPolicy(Duration.ZERO, Duration.ofSeconds(1), false),
                new ContractPolicy(ContractPolicy.Approval.NONE, Duration.ZERO, Duration.ZERO),
                locks,
                false,
                false,
                scripts,
                List.of());
    }

    /** Writes as if sync were off, and puts it back. */
    public void behindSync(long number, String table, String statement) {
        run(
                "ALTER TABLE " + table + " DISABLE TRIGGER USER",
                statement,
                "ALTER TABLE " + table + " ENABLE ALWAYS TRIGGER zzzz_interlock_" + number,
                "ALTER TABLE " + table + " ENABLE ALWAYS TRIGGER zzzz_interlock_" + number + "_insert",
                "ALTER TABLE " + table + " ENABLE ALWAYS TRIGGER zzzz_interlock_" + number + "_inserted");
    }

    private Connection connect(String user, String application) {
        try {
            return DriverManager.getConnection(server.getJdbcUrl(user, database) + CHEAPLY + application);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String ledger() {
        try (InputStream stream = Objects.requireNonNull(
                SyncLab.class.getResourceAsStream("/dev/interlock/activities/ledger/V1__ledger.sql"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
