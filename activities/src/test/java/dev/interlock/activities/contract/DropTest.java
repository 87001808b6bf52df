// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.contract;

import static dev.interlock.activities.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.activities.Beside;
import dev.interlock.activities.TestMigration;
import dev.interlock.activities.TestPlan;
import dev.interlock.activities.TestServer;
import dev.interlock.activities.ledger.Failures;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.lock.SchemaProgress;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.LockPolicy;
import dev.interlock.domain.plan.LockPolicy.OnBlocker;
import dev.interlock.domain.plan.Percent;
import dev.interlock.domain.plan.SyncRule;
import dev.interlock.workflows.port.Call;
import io.temporal.client.ActivityCanceledException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DropTest {

    private final TestMigration migration = new TestMigration(TestServer.withLedger());
    private final TestPlan plan = new TestPlan()
            .sync(SyncRule.of("users", Map.of("name", "full_name"), Map.of("full_name", "name")))
            .expand("ALTER TABLE users ADD COLUMN name text")
            .contract("ALTER TABLE users DROP COLUMN full_name; ALTER TABLE users ALTER COLUMN name SET NOT NULL");

    @BeforeEach
    void aTable() {
        migration.run("CREATE TABLE users (id int PRIMARY KEY, full_name text);"
                + " INSERT INTO users SELECT i, 'n' || i FROM generate_series(1, 100) i");
    }

    @Test
    void theDropRemovesTheOldSideAndSyncAndPinsTheFlag() {
        Call call = dropping(plan);

        Outcome outcome = migration.contract.drop(call);

        assertThat(outcome).isInstanceOf(Outcome.Dropped.class);
        assertThat(oldColumns()).contains("0");
        assertThat(migration.text(
                        "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgrelid = 'users'::regclass"))
                .contains("0");
        assertThat(migration.text("SELECT pinned || ' ' || percent FROM interlock.flag"))
                .contains("true 100000");
    }

    @Test
    void aReleaseThatCameAfterTheGateKeepsTheDropFromCommitting() {
        Call call = dropping(plan);
        migration.run("SELECT interlock.add_release(id, 'web-41', 'ann', 'reads full_name') FROM interlock.migration");

        assertThat(migration.contract.drop(call))
                .isEqualTo(new Outcome.NotDropped("release web-41 needs the old path (ann: reads full_name)"));
        assertThat(oldColumns()).contains("1");
    }

    @Test
    void droppingTwiceIsDroppingOnce() {
        Call call = dropping(plan);
        migration.contract.drop(call);

        assertThat(migration.contract.drop(call)).isInstanceOf(Outcome.Dropped.class);
        assertThat(migration.contract.askDrop(call)).isInstanceOf(Outcome.Dropped.class);
    }

    @Test
    void askingChangesNothing() {
        Call call = dropping(plan);

        assertThat(migration.contract.askDrop(call)).isInstanceOf(Outcome.NotDropped.class);
        assertThat(oldColumns()).contains("1");
    }

    @Test
    void aKilledFlagIsNeverDroppedUnder() {
        Call call = dropping(plan);
        migration.text("SELECT percent FROM interlock.kill('split', 'bob', 'pager')");

        Outcome outcome = migration.contract.drop(call);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.NotDropped.class,
                        not -> assertThat(not.reason()).contains("0 %", "bob", "pager"));
        assertThat(oldColumns()).contains("1");
    }

    @Test
    void aKillThatHoldsTheFlagWinsAgainstTheDrop() throws Exception {
        Call call = dropping(plan);
        try (Connection kill = migration.database.connect("kill")) {
            kill.setAutoCommit(false);
            Sql.list(kill, "SELECT percent FROM interlock.kill('split', 'bob', 'pager')", row -> row.getInt(1));
            CompletableFuture<Outcome> dropping = Beside.supply(() -> migration.contract.drop(call));
            // A second attempt means that the first has met the kill.
            while (migration.pulse.beats().stream().noneMatch(beat -> tries(beat) > 1)) {
                Sql.run(kill, "SELECT pg_sleep(0.01)");
            }

            kill.commit();

            assertThat(dropping.get()).isInstanceOf(Outcome.NotDropped.class);
        }
        assertThat(oldColumns()).contains("1");
    }

    private static int tries(Object beat) {
        return beat instanceof SchemaProgress progress ? progress.tries() : 0;
    }

    @Test
    void afterTheDropAKillIsToldThatTheOldPathIsGone() {
        migration.contract.drop(dropping(plan));

        assertThatThrownBy(() -> migration.text("SELECT percent FROM interlock.kill('split', 'bob', 'pager')"))
                .hasMessageContaining("the old path is gone");
    }

    @Test
    void whatSomethingElseDependsOnIsNotDropped() {
        Call call = dropping(plan);
        migration.run("CREATE VIEW names AS SELECT full_name FROM users");

        Outcome outcome = migration.contract.drop(call);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.NotDropped.class,
                        not -> assertThat(not.reason()).contains("2BP01", "view names depends on"));
        assertThat(oldColumns()).contains("1");
        assertThat(migration.text(
                        "SELECT count(*) > 0 FROM pg_trigger WHERE NOT tgisinternal AND tgrelid = 'users'::regclass"))
                .contains("t");
    }

    @Test
    void aTableLockThatIsNotHadInTheBudgetLeavesEverythingAsItWas() throws SQLException {
        Call call = dropping(plan.locks(Duration.ofMillis(200), Duration.ofSeconds(1)));
        try (Connection reader = migration.database.connect("long-reader")) {
            reader.setAutoCommit(false);
            Sql.run(reader, "SELECT * FROM users");

            Outcome outcome = migration.contract.drop(call);

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.NotDropped.class,
                            not -> assertThat(not.reason()).contains("locks.budget is spent"));
        }
        assertThat(oldColumns()).contains("1");
    }

    /** As the expand locks them, so that two of ours cannot deadlock: here the parent has the higher oid. */
    @Test
    void parentsAreLockedBeforeTheirPartitions() throws Exception {
        migration.run("CREATE TABLE leaf (id int); CREATE TABLE parent (id int) PARTITION BY LIST (id);"
                + " ALTER TABLE parent ATTACH PARTITION leaf DEFAULT");
        Call call = dropping(new TestPlan().tables("leaf", "parent").contract("DROP TABLE parent"));
        try (Connection reader = migration.database.connect("long-reader")) {
            reader.setAutoCommit(false);
            Sql.run(reader, "LOCK TABLE leaf IN ACCESS SHARE MODE");
            CompletableFuture<Outcome> dropping = Beside.supply(() -> migration.contract.drop(call));

            migration.await("t", """
                    SELECT count(*) > 0 FROM pg_locks had JOIN pg_locks wanted ON wanted.pid = had.pid AND NOT wanted.granted
                    WHERE had.granted AND had.relation = 'parent'::regclass AND wanted.relation = 'leaf'::regclass
                    """);

            reader.rollback();
            assertThat(dropping.get()).isInstanceOf(Outcome.Dropped.class);
        }
    }

    @Test
    void whoeverIsInTheWayOfTheDropIsEndedWhereThePlanSaysSo() throws SQLException {
        Call call = dropping(plan.locks(new LockPolicy(
                Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofSeconds(30), OnBlocker.TERMINATE)));
        try (Connection reader = migration.database.connect("long-reader")) {
            reader.setAutoCommit(false);
            Sql.run(reader, "SELECT * FROM users");

            assertThat(migration.contract.drop(call)).isInstanceOf(Outcome.Dropped.class);
        }
        assertThat(migration.text("SELECT count(*) FROM interlock.event WHERE kind = 'LOCK' AND phase = 'DROPPING'"
                        + " AND text LIKE 'terminates pid%long-reader%'"))
                .contains("1");
    }

    @Test
    void aStopBetweenTwoAttemptsWins() throws Exception {
        Call call = dropping(plan);
        try (Connection reader = migration.database.connect("long-reader")) {
            reader.setAutoCommit(false);
            Sql.run(reader, "SELECT * FROM users");
            CompletableFuture<Outcome> dropping = Beside.supply(() -> migration.contract.drop(call));
            migration.await(
                    "t", "SELECT count(*) > 0 FROM pg_locks WHERE NOT granted AND relation = 'users'::regclass");

            migration.pulse.stop(new ActivityCanceledException());

            assertThat(dropping.get()).isInstanceOf(Outcome.NotDropped.class);
        }
        assertThat(oldColumns()).contains("1");
    }

    @Test
    void aTransactionThatWouldHoldItsLocksTooLongIsCutOff() {
        Call call = dropping(new TestPlan()
                .locks(Duration.ofMillis(300), Duration.ofSeconds(2))
                .contract("ALTER TABLE users DROP COLUMN full_name; " + "SELECT pg_sleep(0.2); ".repeat(8)));

        Outcome outcome = migration.contract.drop(call);

        assertThat(outcome).isInstanceOf(Outcome.NotDropped.class);
        assertThat(oldColumns()).contains("1");
    }

    @Test
    void laterContractFilesRunAfterwardsOneByOne() {
        Call call = dropping(plan.contractOutsideTransaction("CREATE INDEX CONCURRENTLY users_name ON users (name)"));
        migration.contract.drop(call);
        Call dropped = TestMigration.in(call, "DROPPED");
        migration.contract.afterDrop(dropped);

        Outcome second = migration.contract.afterDrop(dropped);

        assertThat(second).isEqualTo(new Outcome.Done("flag pinned; 0 of 1 later contract file applied now"));
        assertThat(migration.text("SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass('users_name')"))
                .contains("t");
        assertThat(migration.ledger.close(TestMigration.in(call, "COMPLETED"), "COMPLETED"))
                .isInstanceOf(Outcome.Done.class);
        assertThat(migration.text("SELECT count(*) FROM interlock.script WHERE execution_ms IS NOT NULL"))
                .contains("2");
    }

    @Test
    void withoutALaterContractFileTheFlagIsPinnedAndNoneIsCounted() {
        Call call = dropping(plan);
        migration.contract.drop(call);

        Outcome outcome = migration.contract.afterDrop(TestMigration.in(call, "DROPPED"));

        assertThat(outcome).isEqualTo(new Outcome.Done("flag pinned; there is no later contract file"));
        assertThat(migration.text("SELECT pinned FROM interlock.flag")).contains("t");
    }

    @Test
    void nothingRunsAfterADropThatHasNotCommitted() {
        Call call = dropping(plan);

        assertRefused(() -> migration.contract.afterDrop(TestMigration.in(call, "DROPPED")), Failures.LEFT_BEHIND);
    }

    private Optional<String> oldColumns() {
        return migration.text("SELECT count(*) FROM information_schema.columns WHERE table_name = 'users'"
                + " AND column_name = 'full_name'");
    }

    /** Expanded, filled and at 100 %. */
    private Call dropping(TestPlan test) {
        Call call = TestMigration.in(migration.claimed(test), "EXPANDING");
        migration.schema.expand(call);
        migration.schema.backfill(TestMigration.in(call, "BACKFILLING"));
        migration.flags.raise(TestMigration.in(call, "RAMPING"), Percent.FULL);
        return TestMigration.in(call, "DROPPING");
    }
}
