// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.guardrail.BlockedReading;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.GuardrailRule;
import dev.interlock.domain.plan.GuardrailSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class BlockedSessionsTest {

    private static final GuardrailRule MORE_THAN_ONE = new GuardrailRule(
            "locks",
            GuardrailRule.Kind.BLOCKED_SESSIONS,
            1.25,
            GuardrailRule.OnFail.ROLLBACK,
            new GuardrailSource.Locks(Duration.ZERO),
            1);

    private static final Duration AT_ONCE = Duration.ZERO;
    private static final List<String> SHELVES = List.of("public.shelves");

    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeAll
    static void tables() throws SQLException {
        try (Connection connection = WatchedDatabase.connect()) {
            Sql.run(connection, """
                    CREATE TABLE shelves (id int PRIMARY KEY, name text) PARTITION BY RANGE (id);
                    CREATE TABLE shelves_1 PARTITION OF shelves FOR VALUES FROM (0) TO (100);
                    CREATE TABLE others (id int PRIMARY KEY);
                    INSERT INTO shelves VALUES (1, 'a'), (2, 'b');
                    INSERT INTO others VALUES (1)
                    """);
        }
    }

    @AfterEach
    void letGo() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    @Test
    void nobodyWaits() throws SQLException {
        assertThat(read(SHELVES, AT_ONCE)).isEqualTo(BlockedReading.NOBODY);
    }

    @Test
    void whoWaitsForARowOfAPartitionIsCountedAndItIsSaidBehindWhom() throws SQLException {
        holds("UPDATE shelves SET name = 'c' WHERE id = 1");
        waits("shop", "UPDATE shelves SET name = 'd' WHERE id = 1");
        waits("shop", "SELECT * FROM shelves_1 WHERE id = 1 FOR UPDATE");

        BlockedReading reading = read(SHELVES, AT_ONCE);

        assertThat(reading.sessions()).isEqualTo(2);
        assertThat(reading.longest())
                .hasValueSatisfying(wait -> assertThat(wait.behind()).contains("application holder"))
                .hasValueSatisfying(wait -> assertThat(wait.table()).isEqualTo("public.shelves"));
    }

    @Test
    void whoWaitsForAKeyThatIsBeingInsertedIsCounted() throws SQLException {
        holds("INSERT INTO shelves VALUES (50, 'x')");
        waits("shop", "INSERT INTO shelves VALUES (50, 'y')");

        assertThat(read(SHELVES, AT_ONCE).sessions()).isEqualTo(1);
    }

    @Test
    void whoHasReadTheTableAndWaitsForSomethingElseIsNotCounted() throws SQLException {
        holds("SELECT pg_advisory_xact_lock(7); UPDATE others SET id = 1 WHERE id = 1");
        waits("shop", "SELECT * FROM shelves; SELECT pg_advisory_xact_lock(7)");
        waits("shop", "SELECT * FROM shelves; UPDATE others SET id = 1 WHERE id = 1");
        waits("shop", "SELECT * FROM shelves; ALTER TABLE others ADD COLUMN name text");

        assertThat(read(SHELVES, AT_ONCE)).isEqualTo(BlockedReading.NOBODY);
    }

    @Test
    void whoWaitsForTheTableItselfIsCounted() throws SQLException {
        holds("LOCK TABLE shelves_1");
        waits("shop", "SELECT * FROM shelves");

        assertThat(read(SHELVES, AT_ONCE).sessions()).isEqualTo(1);
    }

    @Test
    void whoHasNotWaitedForLongIsNotCounted() throws SQLException {
        holds("LOCK TABLE shelves");
        waits("shop", "SELECT * FROM shelves");

        assertThat(read(SHELVES, Duration.ofHours(1))).isEqualTo(BlockedReading.NOBODY);
    }

    @Test
    void whoWaitsElsewhereOrForUsIsNotCounted() throws SQLException {
        holds("LOCK TABLE others; LOCK TABLE shelves");
        waits("shop", "SELECT * FROM others");
        waits("interlock:1:expand:1", "SELECT * FROM shelves");

        assertThat(read(SHELVES, AT_ONCE)).isEqualTo(BlockedReading.NOBODY);
    }

    @Test
    void moreBlockedSessionsThanAreFinePutTheRampBackAtTheFirstLook() throws SQLException {
        try (WatchBench bench =
                WatchBench.at(WatchPlans.FIVE, SHELVES, MORE_THAN_ONE).serving(950, 0, 50, 0)) {
            holds("UPDATE shelves SET name = 'c' WHERE id = 1");
            waits("shop", "UPDATE shelves SET name = 'd' WHERE id = 1");
            waits("shop", "SELECT * FROM shelves WHERE id = 1 FOR UPDATE");

            putsBack(bench);
        }
    }

    @Test
    void aLockThatKeepsTheLookItselfOutIsToldByThoseWhoStandBehindIt() throws SQLException {
        try (WatchBench bench = WatchBench.at(WatchPlans.FIVE, SHELVES, WatchPlans.SCANS, MORE_THAN_ONE)
                .serving(950, 0, 50, 0)) {
            holds("LOCK TABLE shelves");
            waits("shop", "SELECT * FROM shelves");
            waits("shop", "SELECT * FROM shelves_1");

            putsBack(bench);
        }
    }

    private static void putsBack(WatchBench bench) {
        assertThat(bench.activities.watch(bench.call, bench.fivePercent()))
                .asInstanceOf(InstanceOfAssertFactories.type(Outcome.Failed.class))
                .returns("locks", Outcome.Failed::guardrail)
                .returns(true, Outcome.Failed::rollback)
                .extracting(Outcome.Failed::sentence)
                .asString()
                .startsWith("2 sessions blocked for more than 0 s > 1; the longest for ")
                .endsWith(", rolled back");
        assertThat(bench.waits()).isZero();
    }

    private void holds(String sql) throws SQLException {
        Connection holder = WatchedDatabase.connect("holder");
        open.add(0, holder);
        holder.setAutoCommit(false);
        Sql.run(holder, sql);
    }

    /** Returns when it stands in the queue. */
    private void waits(String application, String sql) throws SQLException {
        Connection session = WatchedDatabase.connect(application);
        int pid = (int) Sql.number(session, "SELECT pg_backend_pid()");
        Thread waiter = new Thread(() -> runs(session, sql), application);
        waiter.start();
        open.add(() -> {
            waiter.join();
            session.close();
        });
        try (Connection observer = WatchedDatabase.connect()) {
            while (Sql.number(
                            observer,
                            "SELECT count(*) FROM pg_locks WHERE NOT granted AND waitstart < clock_timestamp() AND pid = ?",
                            pid)
                    == 0) {
                assertThat(waiter.isAlive()).as(sql + " waits").isTrue();
            }
        }
    }

    private static void runs(Connection session, String sql) {
        try {
            Sql.run(session, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static BlockedReading read(List<String> tables, Duration longerThan) throws SQLException {
        try (Connection connection = WatchedDatabase.connect()) {
            return BlockedSessions.read(connection, tables, longerThan);
        }
    }
}
