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
import dev.interlock.activities.lock.SchemaProgress;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.SyncRule;
import dev.interlock.workflows.port.Call;
import io.temporal.failure.ApplicationFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ExpandTest {

    private final TestMigration migration = new TestMigration(TestServer.withLedger());

    @BeforeEach
    void aTable() {
        migration.run("CREATE TABLE users (id int PRIMARY KEY, full_name text)");
    }

    @Test
    void scriptsAreAppliedInOrderIntoThePublicSchema() {
        Call call = expanding(new TestPlan()
                .expand("ALTER TABLE users ADD COLUMN a text; CREATE TABLE extra (id int)")
                .expand("ALTER TABLE extra ADD COLUMN b text"));

        Outcome outcome = migration.schema.expand(call);

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(migration.text("SELECT to_regclass('public.extra')::text")).contains("extra");
        assertThat(migration.text("SELECT string_agg(version, ' ' ORDER BY version) FROM interlock.history_"
                        + call.number() + " WHERE version <> '0'"))
                .contains("1.1.1 1.1.2");
        assertThat(migration.text("SELECT expanded FROM interlock.migration")).contains("t");
    }

    /** Preflight sees the catalogue of before, and the text of the second statement names no column's default. */
    @Test
    void syncIsNotPutOnANewSideThatItCouldNotServe() {
        Call call = expanding(new TestPlan()
                .sync(SyncRule.of(
                        "users",
                        Map.of("first", "full_name", "last", "full_name", "middle", "full_name"),
                        Map.of("full_name", "first")))
                .expand("ALTER TABLE users ADD COLUMN first text, ADD COLUMN last text;"
                        + " ALTER TABLE users ALTER COLUMN first SET DEFAULT '', ALTER COLUMN last SET NOT NULL"));

        assertRefused(
                () -> migration.schema.expand(call),
                "new-side",
                "sync was not put on: public.users: new column first has a default",
                "public.users: new column last is NOT NULL",
                "public.users: no expand script has made the new column middle");
        assertThat(migration.text("SELECT count(*) FROM pg_trigger WHERE tgrelid = 'users'::regclass"))
                .contains("0");

        migration.run("ALTER TABLE users ALTER COLUMN first DROP DEFAULT, ALTER COLUMN last DROP NOT NULL,"
                + " ADD COLUMN middle text");
        assertThat(migration.schema.expand(call)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void expandingTwiceAppliesNothingTwice() {
        Call call = expanding(new TestPlan().expand("ALTER TABLE users ADD COLUMN a text"));
        migration.schema.expand(call);
        migration.run("UPDATE interlock.migration SET expanded = false");

        Outcome second = migration.schema.expand(call);

        assertThat(second)
                .isEqualTo(new Outcome.Done("0 of 1 expand script applied now, the others before; no sync asked for"));
    }

    @Test
    void aNewRoundAppliesOnlyWhatIsNotThereYet() {
        Call call = expanding(new TestPlan()
                .expand("ALTER TABLE users ADD COLUMN a text")
                .expand("ALTER TABLE nowhere ADD COLUMN b text"));
        assertRefused(() -> migration.schema.expand(call), Failures.SQL_REJECTED);
        migration.run("CREATE TABLE nowhere (id int)");
        Call again = new Call(
                call.database(), call.migration(), call.number(), call.runId(), 0, 2, "EXPANDING", call.notes());

        Outcome outcome = migration.schema.expand(again);

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(migration.text("SELECT count(*) FROM interlock.script WHERE round = 2"))
                .contains("1");
    }

    @Test
    void rejectedSqlIsToldInPostgresWordsWithNothingHalfApplied() {
        Call call = expanding(
                new TestPlan().expand("ALTER TABLE users ADD COLUMN a text;\nALTER TABLE users ADD COLUMN a text"));

        assertRefused(
                () -> migration.schema.expand(call),
                Failures.SQL_REJECTED,
                "expand/1.sql",
                "column \"a\" of relation \"users\" already exists",
                "42701");
        assertThat(columns("a")).contains("0");
    }

    @Test
    void theLedgersRowAndTheScriptCommitTogetherOrNotAtAll() {
        Call call = expanding(new TestPlan().expand("ALTER TABLE users ADD COLUMN a text"));
        migration.run("CREATE FUNCTION boom() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE ''boom''; END'");
        migration.run("CREATE TRIGGER boom BEFORE UPDATE OF done_at ON interlock.script"
                + " FOR EACH ROW WHEN (NEW.done_at IS NOT NULL) EXECUTE FUNCTION boom()");

        assertRefused(() -> migration.schema.expand(call), Failures.SQL_REJECTED, "boom");

        assertThat(columns("a")).contains("0");
        migration.run("DROP TRIGGER boom ON interlock.script");
        assertThat(migration.schema.expand(call)).isInstanceOf(Outcome.Done.class);
        assertThat(columns("a")).contains("1");
    }

    @Test
    void aScriptThatAnotherAttemptHasTakenOverIsLeftAlone() {
        Call call = expanding(new TestPlan()
                .expand("UPDATE interlock.script SET attempt = attempt + 1; ALTER TABLE users ADD COLUMN a text"));

        assertThatThrownBy(() -> migration.schema.expand(call))
                .isInstanceOfSatisfying(
                        ApplicationFailure.class,
                        failure -> assertThat(failure.getType()).isEqualTo(Failures.TAKEN_OVER));
        assertThat(columns("a")).contains("0");
    }

    @Test
    void aLockThatIsNotHadInTimeIsTriedAgain() throws Exception {
        Call call = expanding(new TestPlan().expand("ALTER TABLE users ADD COLUMN a text"));
        try (Connection blocker = blocker()) {
            CompletableFuture<Outcome> expanding = Beside.supply(() -> migration.schema.expand(call));
            migration.await(
                    "t", "SELECT count(*) > 0 FROM pg_locks WHERE NOT granted AND relation = 'users'::regclass");
            awaitBeat(blocker);

            blocker.rollback();

            assertThat(expanding.get()).isInstanceOf(Outcome.Done.class);
        }
        assertThat(columns("a")).contains("1");
    }

    @Test
    void whenTheBudgetIsSpentTheBlockerIsNamed() throws SQLException {
        Call call = expanding(new TestPlan()
                .locks(Duration.ofMillis(700), Duration.ofMillis(1500))
                .expand("ALTER TABLE users ADD COLUMN a text"));
        try (Connection blocker = blocker()) {
            assertThat(blocker.isClosed()).isFalse();
            assertRefused(() -> migration.schema.expand(call), Failures.LOCK_BUDGET, "blocker-application", "attempts");
        }
        assertThat(columns("a")).contains("0");
    }

    @Test
    void aStopCancelsTheRunningStatementAndAppliesNothing() {
        Call call = expanding(new TestPlan()
                .locks(Duration.ofMinutes(1), Duration.ofMinutes(2))
                .expand("ALTER TABLE users ADD COLUMN a text; SELECT pg_sleep(60)"));
        CompletableFuture<Outcome> expanding = Beside.supply(() -> migration.schema.expand(call));
        migration.await(
                "1",
                "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND query LIKE '%60%'"
                        + " AND application_name LIKE 'interlock:%:expand:1'");

        migration.pulse.stop(new IllegalStateException("cancelled"));

        assertThatThrownBy(expanding::join).hasCauseInstanceOf(StopRequested.class);
        migration.await(
                "0",
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND application_name LIKE 'interlock:%:expand:%'");
        assertThat(columns("a")).contains("0");
    }

    @Test
    void aSuccessorEndsItsPredecessorsSession() throws Exception {
        Call call = expanding(new TestPlan()
                .locks(Duration.ofMinutes(1), Duration.ofMinutes(2))
                .expand("DO $$ BEGIN IF (SELECT max(attempt) FROM interlock.script) = 1 THEN PERFORM pg_sleep(60);"
                        + " END IF; END $$; ALTER TABLE users ADD COLUMN a text"));
        CompletableFuture<Outcome> first = Beside.supply(() -> migration.schema.expand(call));
        migration.await(
                "1",
                "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
                        + " AND application_name LIKE 'interlock:%:expand:1'");

        Outcome second = migration.schema.expand(call);

        assertThat(second).isInstanceOf(Outcome.Done.class);
        assertThatThrownBy(first::join).isNotNull();
        assertThat(columns("a")).contains("1");
    }

    private Call expanding(TestPlan plan) {
        return TestMigration.in(migration.claimed(plan), "EXPANDING");
    }

    private Optional<String> columns(String name) {
        return migration.text(
                "SELECT count(*) FROM information_schema.columns WHERE table_name = 'users' AND column_name = ?", name);
    }

    /** Until the heartbeat has told who blocks. */
    private void awaitBeat(Connection blocker) throws SQLException {
        while (migration.pulse.beats().stream().noneMatch(ExpandTest::namesABlocker)) {
            Sql.run(blocker, "SELECT pg_sleep(0.05)");
        }
    }

    private static boolean namesABlocker(Object beat) {
        return beat instanceof SchemaProgress progress
                && progress.waitingFor().stream()
                        .anyMatch(blocking -> blocking.application().equals("blocker-application"));
    }

    private Connection blocker() throws SQLException {
        Connection connection = migration.database.connect("blocker-application");
        connection.setAutoCommit(false);
        Sql.run(connection, "SELECT * FROM users");
        return connection;
    }
}
