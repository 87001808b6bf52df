// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import static dev.interlock.activities.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.activities.Beside;
import dev.interlock.activities.TestMigration;
import dev.interlock.activities.TestPlan;
import dev.interlock.activities.TestServer;
import dev.interlock.activities.ledger.Failures;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.LockPolicy;
import dev.interlock.domain.plan.LockPolicy.OnBlocker;
import dev.interlock.domain.plan.SyncRule;
import dev.interlock.workflows.port.Call;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class BlockerTest {

    private static final String EVENTS =
            "SELECT string_agg(text, E'\\n' ORDER BY id) FROM interlock.event WHERE kind = 'LOCK'";

    private final TestMigration migration = new TestMigration(TestServer.withLedger());

    @BeforeEach
    void aTable() {
        migration.run("CREATE TABLE users (id int PRIMARY KEY)");
    }

    @Test
    void whoeverIsInTheWayIsToldOnceInTheAuditAndAllTheTimeInTheLedger() throws Exception {
        Call call = expanding(migration, OnBlocker.WAIT, Duration.ofMinutes(1));
        try (Connection blocker = blocker(migration)) {
            CompletableFuture<Outcome> expanding = Beside.supply(() -> migration.schema.expand(call));
            migration.await("t", "SELECT max(failures) >= 3 FROM interlock.lock_wait");

            migration.await(
                    "expand expand/1.sql shop",
                    "SELECT step || ' ' || doing || ' ' || (blockers -> 0 ->> 'application') FROM interlock.lock_wait"
                            + " WHERE waiting_since IS NOT NULL");
            assertThat(migration.text("SELECT count(*) FROM interlock.event WHERE kind = 'LOCK'"))
                    .contains("1");
            assertThat(migration.text(EVENTS))
                    .get()
                    .asString()
                    .contains("expand waits for a lock, expand/1.sql: blocked by pid", "application shop", "SELECT 1");
            blocker.rollback();
            assertThat(expanding.get()).isInstanceOf(Outcome.Done.class);
        }
        migration.await("t", "SELECT waiting_since IS NULL AND blockers = '[]' FROM interlock.lock_wait");
    }

    @Test
    void aSessionThatMadeAWholeAttemptFailIsTerminatedWhereThePlanSaysSo() throws Exception {
        Call call = expanding(migration, OnBlocker.TERMINATE, Duration.ofMinutes(1));
        try (Connection blocker = blocker(migration)) {
            Outcome outcome = migration.schema.expand(call);

            assertThat(outcome).isInstanceOf(Outcome.Done.class);
            assertThatThrownBy(() -> Sql.run(blocker, "SELECT 1")).isInstanceOf(SQLException.class);
        }
        assertThat(migration.text(EVENTS))
                .get()
                .asString()
                .matches("(?s)expand waits for a lock.*terminates pid \\d+ \\(user postgres, application shop.*");
        assertThat(migration.text("SELECT failures >= 1 FROM interlock.lock_wait"))
                .contains("t");
    }

    @Test
    void aStatementThatMadeAWholeAttemptFailIsCancelledWhereThePlanSaysSo() throws Exception {
        Call call = expanding(migration, OnBlocker.CANCEL, Duration.ofMinutes(1));
        try (Connection blocker = migration.database.connect("report")) {
            CompletableFuture<Void> reading = Beside.run(() -> read(blocker));
            migration.await(
                    "1",
                    "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND"
                            + " application_name = 'report' AND datname = current_database()");

            assertThat(migration.schema.expand(call)).isInstanceOf(Outcome.Done.class);

            assertThatThrownBy(reading::join).hasStackTraceContaining("57014");
            assertThat(blocker.isValid(1)).isTrue();
        }
        assertThat(migration.text(EVENTS)).get().asString().contains("cancels pid", "application report");
    }

    /** Sync has its own attempts, on one table after the other. */
    @Test
    void aSessionInTheWayOfSyncIsTerminatedTheSameWay() throws Exception {
        migration.run("ALTER TABLE users ADD COLUMN full_name text, ADD COLUMN name text");
        TestPlan plan = new TestPlan()
                .locks(new LockPolicy(
                        Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofSeconds(30), OnBlocker.TERMINATE))
                .sync(SyncRule.of("users", Map.of("name", "full_name"), Map.of("full_name", "name")));
        Call call = TestMigration.in(migration.claimed(plan), "EXPANDING");
        try (Connection writer = migration.database.connect("shop")) {
            writer.setAutoCommit(false);
            Sql.run(writer, "INSERT INTO users VALUES (1)");

            assertThat(migration.schema.expand(call)).isInstanceOf(Outcome.Done.class);
        }
        assertThat(migration.text(EVENTS))
                .get()
                .asString()
                .contains("sync waits for a lock, public.users: blocked by pid", "terminates pid");
    }

    @Test
    void aCancelIsNotSentToWhoeverItWouldNotStop() throws Exception {
        Call call = expanding(migration, OnBlocker.CANCEL, Duration.ofSeconds(3));
        try (Connection blocker = blocker(migration)) {
            assertRefused(() -> migration.schema.expand(call), Failures.LOCK_BUDGET, "application shop");

            assertThat(blocker.isValid(1)).isTrue();
        }
        assertThat(migration.text(EVENTS))
                .get()
                .asString()
                .contains("did not cancel pid", "idle in transaction", "onBlocker: terminate");
    }

    @Test
    void aSessionThatOurRoleMayNotSignalIsLeftAlone() throws Exception {
        migration.run("CREATE ROLE " + owner() + " LOGIN; ALTER TABLE users OWNER TO " + owner()
                + "; GRANT ALL ON SCHEMA public, interlock TO " + owner()
                + "; GRANT ALL ON ALL TABLES IN SCHEMA interlock TO " + owner());
        TestMigration owners = new TestMigration(TestServer.as(migration.database, owner(), ""));
        Call call = expanding(owners, OnBlocker.TERMINATE, Duration.ofSeconds(3));
        try (Connection blocker = blocker(migration)) {
            assertRefused(() -> owners.schema.expand(call), Failures.LOCK_BUDGET, "application shop");

            assertThat(blocker.isValid(1)).isTrue();
        }
        assertThat(migration.text(EVENTS)).get().asString().contains("did not terminate pid", "may not signal it");
    }

    @Test
    void aSessionOfOursIsNeverEnded() throws Exception {
        Call call = expanding(migration, OnBlocker.TERMINATE, Duration.ofSeconds(3));
        try (Connection other = migration.database.connect("interlock:00000000:parity:1")) {
            other.setAutoCommit(false);
            Sql.run(other, "SELECT 1 FROM users");

            assertRefused(() -> migration.schema.expand(call), Failures.LOCK_BUDGET);

            assertThat(other.isValid(1)).isTrue();
        }
        assertThat(migration.text(EVENTS)).get().asString().contains("it is a session of Interlock");
    }

    private String owner() {
        return "owner_of_" + migration.database.name();
    }

    private static void read(Connection connection) {
        try {
            Sql.run(connection, "SELECT pg_sleep(60) FROM (SELECT count(*) FROM users) counted");
        } catch (SQLException e) {
            throw new IllegalStateException(e.getSQLState(), e);
        }
    }

    private static Connection blocker(TestMigration where) throws SQLException {
        Connection connection = where.database.connect("shop");
        connection.setAutoCommit(false);
        Sql.run(connection, "SELECT 1 FROM users");
        return connection;
    }

    private static Call expanding(TestMigration where, OnBlocker onBlocker, Duration budget) {
        TestPlan plan = new TestPlan()
                .locks(new LockPolicy(Duration.ofSeconds(1), budget, Duration.ofSeconds(30), onBlocker))
                .expand("ALTER TABLE users ADD COLUMN a text");
        return TestMigration.in(where.claimed(plan), "EXPANDING");
    }
}
