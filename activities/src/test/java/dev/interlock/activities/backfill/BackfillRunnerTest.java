// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.backfill;

import static dev.interlock.activities.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.interlock.activities.ledger.Failures;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.ledger.StopRequested;
import dev.interlock.activities.sync.Progress;
import dev.interlock.activities.sync.SyncInstaller;
import dev.interlock.activities.sync.SyncLab;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.LockPolicy;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.domain.plan.SyncRule;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BackfillRunnerTest {

    private static final SyncLab LAB = SyncLab.create();

    /** Wide rows, eight to a block: some 250 blocks, which is more than the first batches take. */
    private static final String FILLED_UP = "INSERT INTO users (id, full_name, filler)"
            + " SELECT i, 'Anna Berg' || i, repeat('f', 900) FROM generate_series(1, 2000) i";

    private static final String UNFILLED = "SELECT count(*) FROM users WHERE first_name IS NULL";
    private static final String WRITTEN = "SELECT sum(rows_written) FROM interlock.backfill WHERE migration = ";
    private static final String GUARDS =
            "SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'zzzz%'" + " AND pg_get_triggerdef(oid) LIKE '%old.%'";

    private static final Duration HOUR = Duration.ofHours(1);

    private final BackfillRunner runner = new BackfillRunner(LAB.connections(), new FakeTempo());
    private final MigrationPlan plan = LAB.plan(SyncLab.SPLIT);
    private long number;

    @BeforeEach
    void usersWithoutNewSide() throws SQLException {
        LAB.run("DROP TABLE IF EXISTS users, orders CASCADE", "TRUNCATE interlock.unsynced", SyncLab.USERS, FILLED_UP);
        number = LAB.migration();
        new SyncInstaller(LAB.connections()).install(number, plan, SyncLab.SHA, Progress.NONE);
    }

    @Test
    void everyRowIsFilledOnceAndTheGuardIsOn() throws Exception {
        Outcome outcome = runner.run(number, 1, plan, SyncLab.SHA, Progress.NONE);

        assertThat(outcome)
                .isEqualTo(new Outcome.Done(
                        "filled 2,000 rows of public.users; a pass over all rows found none out of parity"));
        assertThat(LAB.number(UNFILLED)).isZero();
        assertThat(LAB.number(WRITTEN + number)).isEqualTo(2000);
        assertThat(LAB.number(GUARDS)).isEqualTo(1);
        assertThat(LAB.row("SELECT full_name, first_name, last_name FROM users WHERE id = 7"))
                .isEqualTo("Anna Berg7|Anna|Berg7");
    }

    @Test
    void rowsInParityAreNotWritten() throws Exception {
        LAB.run("UPDATE users SET full_name = full_name WHERE id % 2 = 0");
        List<String> before = LAB.rows("SELECT id, xmin FROM users WHERE id % 2 = 0 ORDER BY id");

        runner.run(number, 1, plan, SyncLab.SHA, Progress.NONE);

        assertThat(LAB.rows("SELECT id, xmin FROM users WHERE id % 2 = 0 ORDER BY id"))
                .isEqualTo(before);
        assertThat(LAB.number(WRITTEN + number)).isEqualTo(1000);
    }

    @Test
    void stoppedAfterABatchItGoesOnFromTheCursor() throws Exception {
        assertThatExceptionOfType(StopRequested.class)
                .isThrownBy(() -> runner.run(number, 1, plan, SyncLab.SHA, advance -> {
                    throw new StopRequested("a pause");
                }));
        long first = LAB.number(WRITTEN + number);

        Outcome outcome = runner.run(number, 1, plan, SyncLab.SHA, Progress.NONE);

        assertThat(first).isBetween(1L, 1999L);
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(LAB.number(WRITTEN + number)).isEqualTo(2000);
    }

    @Test
    void killedSessionLosesNothingThatHasCommitted() throws Exception {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> runner.run(
                        number,
                        1,
                        plan,
                        SyncLab.SHA,
                        advance -> LAB.rows("SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
                                + " WHERE application_name = 'backfill' AND datname = current_database()")));
        long first = LAB.number(WRITTEN + number);

        runner.run(number, 1, plan, SyncLab.SHA, Progress.NONE);

        assertThat(first).isBetween(1L, 1999L);
        assertThat(LAB.number(WRITTEN + number)).isEqualTo(2000);
        assertThat(LAB.number(UNFILLED)).isZero();
    }

    @Test
    void rewrittenTableIsBegunAgain() throws Exception {
        LAB.run("DELETE FROM users WHERE id <= 200");
        AtomicBoolean rewritten = new AtomicBoolean();

        runner.run(number, 1, plan, SyncLab.SHA, advance -> {
            if (rewritten.compareAndSet(false, true)) {
                LAB.run("VACUUM FULL users");
            }
        });

        assertThat(LAB.number(UNFILLED)).isZero();
        assertThat(LAB.number(WRITTEN + number))
                .as("by ranges, not by the final pass")
                .isEqualTo(1800);
        assertThat(LAB.number("SELECT count(*) FROM interlock.backfill WHERE migration = " + number
                        + " AND relfilenode = pg_relation_filenode('users')"))
                .isEqualTo(1);
    }

    @Test
    void idleTransactionOnARowStallsNobody() throws Exception {
        List<String> told = new ArrayList<>();
        try (Connection idle = LAB.connect()) {
            idle.setAutoCommit(false);
            Sql.run(idle, "SELECT 1 FROM users WHERE id = 5 FOR UPDATE");

            Outcome outcome = runner.run(number, 1, plan, SyncLab.SHA, advance -> {
                told.add(advance.doing());
                LAB.run("SET lock_timeout = '2s'; UPDATE users SET email = 'a' WHERE id = 6");
                if (advance.doing().contains("locked by others")) {
                    rollback(idle);
                }
            });

            assertThat(outcome).isInstanceOf(Outcome.Done.class);
        }
        assertThat(told).anyMatch(line -> line.contains("1 row locked by others"));
        assertThat(LAB.number("SELECT rows_skipped FROM interlock.backfill WHERE migration = " + number))
                .isEqualTo(1);
        assertThat(LAB.number(UNFILLED)).isZero();
    }

    @Test
    void rowsThatForwardRaisesOnAreNamedAndLeftUnguarded() throws Exception {
        LAB.run(
                "CREATE TABLE orders (id int PRIMARY KEY, amount_text text, amount int)",
                "INSERT INTO orders SELECT i, CASE i WHEN 42 THEN 'many' ELSE i::text END FROM generate_series(1, 100) i");
        MigrationPlan orders = LAB.plan(
                SyncRule.of("orders", Map.of("amount", "amount_text::int"), Map.of("amount_text", "amount::text")));

        Outcome outcome = runner.run(number, 1, orders, SyncLab.SHA, Progress.NONE);

        assertThat(outcome).isEqualTo(new Outcome.OutOfParity(1, "public.orders: id=42"));
        assertThat(LAB.number("SELECT count(*) FROM orders WHERE amount IS NULL"))
                .isEqualTo(1);
        assertThat(LAB.number(GUARDS)).isZero();
    }

    /** It fires before sync's, and sees an UPDATE that changes nothing: a pass would find the row for ever. */
    @Test
    void triggerThatSkipsUpdatesThatChangeNothingEndsTheBackfillByName() throws Exception {
        LAB.run(
                "CREATE OR REPLACE FUNCTION skip() RETURNS trigger LANGUAGE plpgsql AS"
                        + " 'BEGIN IF NEW IS NOT DISTINCT FROM OLD THEN RETURN NULL; END IF; RETURN NEW; END'",
                "CREATE TRIGGER lazy BEFORE UPDATE ON users FOR EACH ROW WHEN (OLD.id <= 2) EXECUTE FUNCTION skip()");

        assertThat(runner.run(number, 1, plan, SyncLab.SHA, Progress.NONE))
                .isEqualTo(new Outcome.OutOfParity(
                        2,
                        "public.users: id=1, id=2; a trigger skips the UPDATE that would fill them (BEFORE UPDATE fire: lazy):"
                                + " let it return NEW also for an UPDATE that changes nothing, or drop it until the backfill"
                                + " has ended"));
        assertThat(LAB.number(GUARDS)).isZero();

        LAB.run("DROP TRIGGER lazy ON users");
        assertThat(runner.run(number, 1, plan, SyncLab.SHA, Progress.NONE)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void rowThatIsLockedForTheWholeBudgetIsNamedWithItsHolder() throws Exception {
        MigrationPlan hasty =
                LAB.plan(new LockPolicy(Duration.ofMillis(20), Duration.ofSeconds(1), HOUR), SyncLab.SPLIT);
        List<String> told = new ArrayList<>();
        try (Connection idle = LAB.connect()) {
            idle.setAutoCommit(false);
            Sql.run(idle, "SELECT 1 FROM users WHERE id = 5 FOR UPDATE");

            assertRefused(
                    () -> runner.run(number, 1, hasty, SyncLab.SHA, advance -> told.add(advance.doing())),
                    Failures.LOCK_BUDGET,
                    "locks.budget (PT1S) is spent, final pass public.users: 1 row locked by others, such as"
                            + " public.users: id=5, locked by pid ",
                    "user postgres, application application, idle in transaction for ");
        }
        assertThat(told).anyMatch(line -> line.contains("revisiting") && line.contains("id=5, locked by pid"));
        assertThat(runner.run(number, 1, plan, SyncLab.SHA, Progress.NONE)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void tableThatIsLockedForTheWholeBudgetIsNamedWithItsHolder() throws Exception {
        // Long enough for a batch of one block, which is cut off by its lock alone.
        MigrationPlan hasty =
                LAB.plan(new LockPolicy(Duration.ofMillis(20), Duration.ofSeconds(1), HOUR), SyncLab.SPLIT);
        try (Connection idle = LAB.connect()) {
            idle.setAutoCommit(false);
            Sql.run(idle, "LOCK TABLE users IN SHARE MODE");

            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> runner.run(number, 1, hasty, SyncLab.SHA, Progress.NONE))
                    .withMessageContaining("locks.budget is spent, backfill public.users: waiting for a lock on"
                            + " public.users, held by pid ")
                    .withMessageContaining("application application, idle in transaction for ")
                    .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("55P03"));
        }
        assertThat(LAB.number("SELECT count(*) FROM users WHERE first_name IS NOT NULL"))
                .isZero();
    }

    @Test
    void secondRunAfterTheEndFindsNothingToDo() throws Exception {
        runner.run(number, 1, plan, SyncLab.SHA, Progress.NONE);

        Outcome again = runner.run(number, 1, plan, SyncLab.SHA, Progress.NONE);

        assertThat(again).isInstanceOf(Outcome.Done.class);
        assertThat(LAB.number(WRITTEN + number)).isEqualTo(2000);
        assertThat(LAB.number(GUARDS)).isEqualTo(1);
    }

    @Test
    void anotherRunAtTheSameTimeTakesTurns() throws Exception {
        AtomicInteger batches = new AtomicInteger();
        Outcome outcome = runner.run(number, 1, plan, SyncLab.SHA, advance -> {
            if (batches.incrementAndGet() == 1) {
                oneBatchMore();
            }
        });

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(LAB.number(WRITTEN + number)).isEqualTo(2000);
    }

    @Test
    void everyPartitionIsFilled() throws Exception {
        LAB.run(
                "DROP TABLE users",
                SyncLab.USERS.stripTrailing() + " PARTITION BY RANGE (id)",
                "CREATE TABLE users_1 PARTITION OF users FOR VALUES FROM (0) TO (1000)",
                "CREATE TABLE users_2 PARTITION OF users FOR VALUES FROM (1000) TO (9000)",
                FILLED_UP);

        Outcome outcome = runner.run(number, 1, plan, SyncLab.SHA, Progress.NONE);

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(LAB.number(UNFILLED)).isZero();
        assertThat(LAB.rows("SELECT leaf, rows_written FROM interlock.backfill WHERE migration = " + number
                        + " ORDER BY leaf"))
                .containsExactly("public.users_1|999", "public.users_2|1001");
    }

    private void oneBatchMore() {
        assertThatExceptionOfType(StopRequested.class)
                .isThrownBy(() -> runner.run(number, 1, plan, SyncLab.SHA, advance -> {
                    throw new StopRequested("one batch");
                }));
    }

    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
