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
import dev.interlock.activities.ledger.StopRequested;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.workflows.port.Call;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class NonTransactionalTest {

    private static final String BUILD = "CREATE INDEX CONCURRENTLY users_name ON users (lower(full_name))";

    private final TestMigration migration = new TestMigration(TestServer.withLedger());

    @BeforeEach
    void aTable() {
        migration.run("CREATE TABLE users (id int PRIMARY KEY, full_name text);"
                + " INSERT INTO users SELECT i, 'n' || i FROM generate_series(1, 100) i");
    }

    @Test
    void aConcurrentIndexIsBuiltOutsideATransaction() {
        Call call = expanding(new TestPlan().expandOutsideTransaction(BUILD));

        Outcome outcome = migration.schema.expand(call);

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(valid()).contains("t");
    }

    @Test
    void anIndexThatAnAttemptBuiltBeforeItDiedIsAdopted() {
        Call call = expanding(new TestPlan().expandOutsideTransaction(BUILD));
        anEarlierAttemptDied(call);
        migration.run(BUILD);
        Optional<String> before = migration.text("SELECT 'users_name'::regclass::oid::text");

        Outcome outcome = migration.schema.expand(call);

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(migration.text("SELECT 'users_name'::regclass::oid::text")).isEqualTo(before);
        assertThat(migration.text("SELECT count(*) FROM interlock.script WHERE done_at IS NOT NULL"))
                .contains("1");
    }

    @Test
    void anInvalidIndexThatAnAttemptLeftIsBuiltAgain() {
        Call call = expanding(new TestPlan().expandOutsideTransaction(BUILD));
        anEarlierAttemptDied(call);
        migration.run(BUILD);
        migration.run("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'users_name'::regclass");

        Outcome outcome = migration.schema.expand(call);

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(valid()).contains("t");
    }

    @Test
    void anIndexOfTheSameNameAndAnotherDefinitionIsNotTakenForOurs() {
        Call call = expanding(new TestPlan().expandOutsideTransaction(BUILD));
        anEarlierAttemptDied(call);
        migration.run("CREATE INDEX users_name ON users (full_name)");

        assertRefused(() -> migration.schema.expand(call), Failures.SQL_REJECTED, "already exists");
    }

    @Test
    void aBuildThatPostgresRejectsLeavesNoInvalidIndex() {
        migration.run("UPDATE users SET full_name = 'same'");
        Call call = expanding(new TestPlan()
                .expandOutsideTransaction("CREATE UNIQUE INDEX CONCURRENTLY users_name ON users (full_name)"));

        assertRefused(() -> migration.schema.expand(call), Failures.SQL_REJECTED, "could not create unique index");

        assertThat(valid()).isEmpty();
    }

    @Test
    void aFailedBuildDoesNotBlockTheNextOne() {
        migration.run("UPDATE users SET full_name = 'same'");
        Call call = expanding(new TestPlan()
                .expandOutsideTransaction("CREATE UNIQUE INDEX CONCURRENTLY users_name ON users (full_name)"));
        assertRefused(() -> migration.schema.expand(call), Failures.SQL_REJECTED);
        migration.run("UPDATE users SET full_name = 'n' || id");

        Outcome outcome = migration.schema.expand(call);

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(valid()).contains("t");
    }

    /** Really cut off, while it waits for an older transaction. */
    @Test
    void aBuildWhoseSessionWasEndedIsCleanedUpAndBuiltAgain() throws Exception {
        Call call = expanding(new TestPlan().expandOutsideTransaction(BUILD));
        try (Connection writer = writer()) {
            CompletableFuture<Outcome> building = Beside.supply(() -> migration.schema.expand(call));
            awaitBuild();
            migration.run(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'CREATE INDEX CONC%'");
            assertThatThrownBy(building::join).isNotNull();
            assertThat(valid()).contains("f");
            writer.rollback();
        }

        assertThat(migration.schema.expand(call)).isInstanceOf(Outcome.Done.class);

        assertThat(valid()).contains("t");
    }

    @Test
    void aBuildThatNobodyWantsAnyMoreIsGoneFromTheServer() throws Exception {
        Call call = expanding(new TestPlan().expandOutsideTransaction(BUILD));
        try (Connection writer = writer()) {
            CompletableFuture<Outcome> building = Beside.supply(() -> migration.schema.expand(call));
            awaitBuild();

            migration.pulse.stop(new IllegalStateException("cancelled"));

            assertThatThrownBy(building::join).hasCauseInstanceOf(StopRequested.class);
            migration.await(
                    "0",
                    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                            + " AND application_name LIKE 'interlock:%:expand:%'");
            writer.rollback();
        }
        assertThat(migration.text("SELECT count(*) FROM interlock.script WHERE done_at IS NOT NULL"))
                .contains("0");
    }

    @Test
    void ifNotExistsIsNotContentWithAnInvalidIndex() {
        migration.run(BUILD);
        migration.run("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'users_name'::regclass");
        Call call = expanding(
                new TestPlan().expandOutsideTransaction(BUILD.replace("CONCURRENTLY", "CONCURRENTLY IF NOT EXISTS")));

        assertThat(migration.schema.expand(call)).isInstanceOf(Outcome.Done.class);

        assertThat(valid()).contains("t");
    }

    @Test
    void ifNotExistsIsNotContentWithAnotherIndexOfThatName() {
        migration.run("CREATE INDEX users_name ON users (full_name)");
        Call call = expanding(
                new TestPlan().expandOutsideTransaction(BUILD.replace("CONCURRENTLY", "CONCURRENTLY IF NOT EXISTS")));

        assertRefused(() -> migration.schema.expand(call), Failures.SQL_REJECTED, "shows something else");
    }

    @Test
    void anInvalidIndexOfAnotherDefinitionIsNotOursToDrop() {
        migration.run("CREATE INDEX users_name ON users (full_name)");
        migration.run("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'users_name'::regclass");
        Call call = expanding(new TestPlan().expandOutsideTransaction(BUILD));

        assertRefused(() -> migration.schema.expand(call), Failures.SQL_REJECTED, "already exists");

        assertThat(valid()).contains("f");
    }

    @Test
    void whatPostgresRefusedIsNotTakenForDoneTheNextTime() {
        Call call = expanding(new TestPlan().expandOutsideTransaction("DROP INDEX CONCURRENTLY no_such_index"));
        assertRefused(() -> migration.schema.expand(call), Failures.SQL_REJECTED, "does not exist");

        assertRefused(() -> migration.schema.expand(call), Failures.SQL_REJECTED, "does not exist");
    }

    @Test
    void aPartitionThatWasHalfDetachedIsDetachedToTheEnd() throws Exception {
        parted();
        Call call = expanding(new TestPlan()
                .tables("parted")
                .expandOutsideTransaction("ALTER TABLE parted DETACH PARTITION parted_1 CONCURRENTLY"));
        try (Connection reader = migration.database.connect("reader")) {
            reader.setAutoCommit(false);
            Sql.run(reader, "SELECT count(*) FROM parted");
            CompletableFuture<Outcome> detaching = Beside.supply(() -> migration.schema.expand(call));
            migration.await(
                    "t", "SELECT bool_or(inhdetachpending) FROM pg_inherits WHERE inhparent = 'parted'::regclass");
            migration.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%DETACH PARTITION%'"
                    + " AND application_name LIKE 'interlock:%:expand:%' AND datname = current_database()");
            assertThatThrownBy(detaching::join).isNotNull();
            reader.rollback();
        }

        assertThat(migration.schema.expand(call)).isInstanceOf(Outcome.Done.class);

        assertThat(migration.text("SELECT count(*) FROM pg_inherits WHERE inhparent = 'parted'::regclass"))
                .contains("0");
    }

    /** At its end it needs the partition for itself, and whoever reads that one directly would wait behind it. */
    @Test
    void nobodyStandsForLongBehindADetachThatWaits() throws Exception {
        parted();
        Call call = expanding(new TestPlan()
                .tables("parted")
                .expandOutsideTransaction("ALTER TABLE parted DETACH PARTITION parted_1 CONCURRENTLY"));
        try (Connection reader = migration.database.connect("reader")) {
            reader.setAutoCommit(false);
            Sql.run(reader, "SELECT count(*) FROM parted_1");
            CompletableFuture<Outcome> detaching = Beside.supply(() -> migration.schema.expand(call));
            migration.await("t", "SELECT max(failures) >= 1 FROM interlock.lock_wait");
            migration.text("SELECT count(*) FROM parted_1");
            reader.rollback();

            assertThat(detaching.get()).isInstanceOf(Outcome.Done.class);
        }
        assertThat(migration.text("SELECT count(*) FROM pg_inherits WHERE inhparent = 'parted'::regclass"))
                .contains("0");
    }

    @Test
    void aDroppedIndexIsNotMissedASecondTime() {
        migration.run("CREATE INDEX users_name ON users (full_name)");
        Call call = expanding(new TestPlan().expandOutsideTransaction("DROP INDEX CONCURRENTLY users_name"));
        anEarlierAttemptDied(call);
        migration.run("DROP INDEX users_name");

        assertThat(migration.schema.expand(call)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void anEnumValueIsAddedOnce() {
        migration.run("CREATE TYPE mood AS ENUM ('good')");
        Call call = expanding(new TestPlan().expandOutsideTransaction("ALTER TYPE mood ADD VALUE 'bad'"));
        anEarlierAttemptDied(call);
        migration.run("ALTER TYPE mood ADD VALUE 'bad'");

        assertThat(migration.schema.expand(call)).isInstanceOf(Outcome.Done.class);
    }

    private void parted() {
        migration.run("CREATE TABLE parted (id int) PARTITION BY RANGE (id);"
                + " CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM (0) TO (10)");
    }

    /** A concurrent build waits for its end. */
    private Connection writer() throws SQLException {
        Connection connection = migration.database.connect("writer");
        connection.setAutoCommit(false);
        Sql.run(connection, "UPDATE users SET full_name = 'w' WHERE id = 1");
        return connection;
    }

    private void awaitBuild() {
        migration.await(
                "1",
                "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'CREATE INDEX CONC%' AND wait_event_type = 'Lock'"
                        + " AND application_name LIKE 'interlock:%:expand:%' AND datname = current_database()");
    }

    /** It had begun, and may have done its work, when it died before it could say so. */
    private void anEarlierAttemptDied(Call call) {
        migration.run(
                "INSERT INTO interlock.script (migration, round, kind, file, version, sha256, run_id, epoch, attempt)"
                        + " VALUES (" + call.number() + ", 1, 'expand', 'expand/1.sql', '1.1.1', '', 'run', 0, 1)");
    }

    private Call expanding(TestPlan plan) {
        return TestMigration.in(migration.claimed(plan), "EXPANDING");
    }

    private Optional<String> valid() {
        return migration.text("SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass('users_name')");
    }
}
