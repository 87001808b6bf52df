// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.interlock.activities.ledger.StopRequested;
import dev.interlock.activities.sync.Advance;
import dev.interlock.activities.sync.Progress;
import dev.interlock.activities.sync.SyncInstaller;
import dev.interlock.activities.sync.SyncLab;
import dev.interlock.domain.backfill.Rate;
import dev.interlock.domain.backfill.ThrottlePolicy;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.BackfillRule;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.domain.plan.SyncRule;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The backfill under limits, on a real PostgreSQL and a clock that only pauses move. */
class ThrottledBackfillTest {

    private static final SyncLab LAB = SyncLab.create();

    private static final ThrottlePolicy LAG = new ThrottlePolicy(
            Rate.MAX, Optional.of(Duration.ofSeconds(5)), Optional.empty(), Optional.empty(), Optional.empty(), false);

    /** Wide rows, eight to a block. */
    private static final String FILLED_UP = "INSERT INTO users (id, full_name, filler)"
            + " SELECT i, 'Anna Berg' || i, repeat('f', 900) FROM generate_series(1, 2000) i";

    private static final String UNFILLED = "SELECT count(*) FROM users WHERE first_name IS NULL";

    private final FakeTempo tempo = new FakeTempo();
    private final List<Advance> told = new ArrayList<>();
    private long number;

    @BeforeEach
    void usersWithoutNewSide() throws SQLException {
        LAB.run("DROP TABLE IF EXISTS users, orders, users_9 CASCADE", SyncLab.USERS, FILLED_UP);
        number = LAB.migration();
        install(LAB.plan(SyncLab.SPLIT));
    }

    @Test
    void plannedRateIsKeptOverTheWholeTable() throws Exception {
        run(planned(rate(1000)), told::add);

        assertThat(tempo.paused()).isBetween(Duration.ofMillis(1900), Duration.ofMillis(2200));
        assertThat(LAB.number(UNFILLED)).isZero();
        assertThat(told).anyMatch(advance -> "the rate of 1000 rows/s".equals(advance.waitsFor()));
    }

    @Test
    void noSecondHasMoreRowsThanTheRateAndOneBatch() throws Exception {
        long[] before = {0};
        List<Long> aSecond = new ArrayList<>();
        Duration[] since = {tempo.now()};
        tempo.whilePausing(() -> {
            if (tempo.now().minus(since[0]).compareTo(Duration.ofSeconds(1)) >= 0) {
                long written = written();
                aSecond.add(written - before[0]);
                before[0] = written;
                since[0] = tempo.now();
            }
        });

        run(planned(rate(200)), told::add);

        assertThat(aSecond).hasSizeGreaterThan(5).allMatch(rows -> rows <= 450);
    }

    @Test
    void orderWhileItRunsActsWithinTwoSecondsWithoutStartingAnew() throws Exception {
        AtomicBoolean ordered = new AtomicBoolean();
        Duration begun = tempo.now();
        tempo.whilePausing(() -> {
            if (tempo.now().minus(begun).compareTo(Duration.ofSeconds(3)) > 0 && ordered.compareAndSet(false, true)) {
                order("max");
            }
        });

        run(planned(rate(10)), told::add);

        assertThat(tempo.paused()).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(6));
        assertThat(LAB.number(UNFILLED)).isZero();
        assertThat(LAB.row("SELECT rate FROM interlock.backfill_pace WHERE migration = " + number))
                .isEqualTo("max");
    }

    @Test
    void orderWhileHeldIsWhatTheNextRunKeepsTo() throws Exception {
        MigrationPlan plan = planned(ThrottlePolicy.NONE);
        assertThatExceptionOfType(StopRequested.class)
                .isThrownBy(() -> run(plan, advance -> {
                    throw new StopRequested("paused");
                }));
        long before = written();
        order("1000");

        run(plan, told::add);

        Duration atLeast = Duration.ofMillis(2000 - before - 100);
        assertThat(tempo.paused()).isBetween(atLeast, atLeast.plusMillis(400));
        assertThat(written()).isEqualTo(2000);
    }

    @Test
    void lagStopsItWithoutLosingThePlaceAndItGoesOnFromThere() throws Exception {
        FakeSampler server = new FakeSampler();
        List<Long> whileWaiting = new ArrayList<>();
        AtomicBoolean once = new AtomicBoolean();
        tempo.whilePausing(() -> {
            whileWaiting.add(written());
            if (whileWaiting.size() == 5) {
                server.lag(Duration.ZERO);
            }
        });
        BackfillRunner runner = new BackfillRunner(LAB.connections(), tempo, (store, limits) -> server);

        Outcome outcome = runner.run(number, 1, planned(LAG), SyncLab.SHA, advance -> {
            told.add(advance);
            if (advance.rows() > 0 && once.compareAndSet(false, true)) {
                server.lag(Duration.ofMinutes(1));
                tempo.pause(Duration.ofSeconds(1));
            }
        });

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(whileWaiting).hasSizeGreaterThanOrEqualTo(5);
        assertThat(whileWaiting.subList(0, 5))
                .as("nothing is written while it waits")
                .allMatch(rows -> rows.equals(whileWaiting.get(0)));
        assertThat(written()).as("every row once").isEqualTo(2000);
        assertThat(told)
                .filteredOn(advance -> advance.waitsFor() != null)
                .isNotEmpty()
                .allMatch(advance -> advance.rows() > 0 && advance.total() > 0 && advance.done() > 0);
    }

    @Test
    void severalTablesAreFilledEachUnderItsOwnThrottle() throws Exception {
        LAB.run(
                "CREATE TABLE orders (id int PRIMARY KEY, amount_text text, amount int, filler text)",
                "INSERT INTO orders SELECT i, i::text, NULL, repeat('f', 900) FROM generate_series(1, 500) i");
        SyncRule orders =
                SyncRule.of("orders", Map.of("amount", "amount_text::int"), Map.of("amount_text", "amount::text"));
        MigrationPlan plan = LAB.plan(
                List.of(BackfillRule.of("users"), new BackfillRule("orders", rate(250), List.of())),
                SyncLab.SPLIT,
                orders);

        Outcome outcome = run(plan, told::add);

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(LAB.number(UNFILLED)).isZero();
        assertThat(LAB.number("SELECT count(*) FROM orders WHERE amount IS NULL"))
                .isZero();
        assertThat(LAB.rows("SELECT table_name, rows_written FROM interlock.backfill WHERE migration = " + number
                        + " ORDER BY 1"))
                .containsExactly("public.orders|500", "public.users|2000");
        assertThat(tempo.paused()).isBetween(Duration.ofMillis(1900), Duration.ofMillis(2400));
        assertThat(LAB.rows(
                        "SELECT table_name FROM interlock.backfill_pace WHERE migration = " + number + " ORDER BY 1"))
                .containsExactly("public.orders", "public.users");
    }

    @Test
    void leafThatIsAttachedMeanwhileIsFilledAndOneThatIsDetachedIsLeft() throws Exception {
        LAB.run(
                "DROP TABLE users",
                SyncLab.USERS.stripTrailing() + " PARTITION BY RANGE (id)",
                "CREATE TABLE users_1 PARTITION OF users FOR VALUES FROM (0) TO (1000)",
                "CREATE TABLE users_2 PARTITION OF users FOR VALUES FROM (1000) TO (2000)",
                "CREATE TABLE users_3 PARTITION OF users FOR VALUES FROM (2000) TO (9000)",
                FILLED_UP,
                "CREATE TABLE users_9 (LIKE users INCLUDING ALL)",
                "INSERT INTO users_9 (id, full_name) SELECT i, 'Bo Ek' FROM generate_series(10000, 10099) i");
        AtomicBoolean once = new AtomicBoolean();

        Outcome outcome = run(LAB.plan(SyncLab.SPLIT), advance -> {
            if (once.compareAndSet(false, true)) {
                LAB.run(
                        "ALTER TABLE users ATTACH PARTITION users_9 FOR VALUES FROM (10000) TO (20000)",
                        "ALTER TABLE users DETACH PARTITION users_3");
            }
        });

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(LAB.number(UNFILLED)).isZero();
        assertThat(LAB.rows("SELECT leaf, rows_written FROM interlock.backfill WHERE migration = " + number
                        + " AND rows_written > 0 ORDER BY leaf"))
                .containsExactly("public.users_1|999", "public.users_2|1000", "public.users_9|100");
        LAB.run("DROP TABLE users_3");
    }

    @Test
    void vacuumFullInTheMiddleOfAThrottledFillLosesNoRow() throws Exception {
        AtomicBoolean once = new AtomicBoolean();
        tempo.whilePausing(() -> {
            if (written() > 500 && once.compareAndSet(false, true)) {
                LAB.run("DELETE FROM users WHERE id <= 300", "VACUUM FULL users");
            }
        });

        Outcome outcome = run(planned(rate(1000)), told::add);

        assertThat(once).isTrue();
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(LAB.number(UNFILLED)).isZero();
        assertThat(LAB.number("SELECT count(*) FROM users WHERE full_name <> first_name || ' ' || last_name"))
                .isZero();
    }

    @Test
    void sessionKilledWhileItWaitsRepeatsNothing() throws Exception {
        AtomicBoolean once = new AtomicBoolean();
        tempo.whilePausing(() -> {
            if (written() > 500 && once.compareAndSet(false, true)) {
                LAB.rows("SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
                        + " WHERE application_name IN ('backfill', 'throttle') AND datname = current_database()");
            }
        });
        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> run(planned(rate(1000)), told::add));
        long first = written();

        run(planned(rate(1000)), told::add);

        assertThat(first).isBetween(501L, 1999L);
        assertThat(written()).isEqualTo(2000);
        assertThat(LAB.number(UNFILLED)).isZero();
    }

    private Outcome run(MigrationPlan plan, Progress progress) throws SQLException {
        return new BackfillRunner(LAB.connections(), tempo).run(number, 1, plan, SyncLab.SHA, progress);
    }

    private void install(MigrationPlan plan) throws SQLException {
        new SyncInstaller(LAB.connections()).install(number, plan, SyncLab.SHA, Progress.NONE);
    }

    private void order(String rate) {
        LAB.run("INSERT INTO interlock.throttle (migration, rate, actor, reason, run_id, sequence) VALUES (" + number
                + ", '" + rate + "', 'ann', 'the shop is quiet', 'run', 1)");
    }

    private long written() {
        return LAB.number("SELECT coalesce(sum(rows_written), 0) FROM interlock.backfill WHERE migration = " + number);
    }

    private static MigrationPlan planned(ThrottlePolicy throttle) {
        return LAB.plan(List.of(new BackfillRule("users", throttle, List.of())), SyncLab.SPLIT);
    }

    private static ThrottlePolicy rate(long rowsPerSecond) {
        return new ThrottlePolicy(
                new Rate(rowsPerSecond), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
    }
}
