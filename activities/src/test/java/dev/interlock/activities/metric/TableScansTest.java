// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.guardrail.ScanReading;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.Percent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class TableScansTest {

    private static final List<String> BIG = List.of("public.big");

    @BeforeAll
    static void tables() throws SQLException {
        run("CREATE TABLE big (id int, filler text STORAGE PLAIN) WITH (autovacuum_enabled = off)");
        run("CREATE TABLE small (id int)");
        run("CREATE TABLE parted (id int, filler text STORAGE PLAIN) PARTITION BY RANGE (id)");
        run("CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM (0) TO (100)");
        run("CREATE TABLE parted_2 PARTITION OF parted FOR VALUES FROM (100) TO (100000)");
        String rows = " SELECT g, repeat('x', 3900) FROM generate_series(1, 2200) g";
        run("INSERT INTO big" + rows);
        run("INSERT INTO small SELECT generate_series(1, 10)");
        run("INSERT INTO parted" + rows);
    }

    @Test
    void aLargeTablesSequentialScansAreCounted() throws SQLException {
        long before = scans("public.big");

        run("SELECT count(*) FROM big WHERE id = 7");

        assertThat(scans("public.big")).isEqualTo(before + 1);
    }

    @Test
    void rangesOfCtidAreNotCounted() throws SQLException {
        long before = scans("public.big");

        run("SELECT count(*) FROM big WHERE ctid >= '(0,0)' AND ctid < '(500,0)'");

        assertThat(scans("public.big")).isEqualTo(before);
    }

    @Test
    void smallTablesAreLeftOut() throws SQLException {
        assertThat(read(List.of("public.small", "public.big")).scans()).containsOnlyKeys("public.big");
    }

    @Test
    void thePartitionsOfATableAreAddedUp() throws SQLException {
        long before = scans("public.parted");

        run("SELECT count(*) FROM parted WHERE filler = 'y'");

        assertThat(scans("public.parted")).isEqualTo(before + 2);
    }

    @Test
    void scansThatGoOnForTwoLooksPutTheRampBack() throws SQLException {
        try (WatchBench bench = WatchBench.at(WatchPlans.FIVE, BIG, WatchPlans.SCANS)) {
            bench.evaluator.reports();
            bench.between(number -> {
                bench.evaluator.served(950, 0, 50, 0).reports();
                run("SELECT count(*) FROM big WHERE id = 7");
            });

            Outcome outcome = bench.activities.watch(bench.call, bench.fivePercent());

            assertThat(outcome)
                    .asInstanceOf(InstanceOfAssertFactories.type(Outcome.Failed.class))
                    .returns("scans", Outcome.Failed::guardrail)
                    .extracting(Outcome.Failed::sentence)
                    .asString()
                    .endsWith(" > 6 in 2 looks, rolled back");
            assertThat(bench.waits()).isEqualTo(2);
        }
    }

    @Test
    void scansThatWereThereAtZeroAlreadyAreNoBreach() throws SQLException {
        try (WatchBench bench = WatchBench.at(Percent.ZERO, BIG, WatchPlans.SCANS)) {
            bench.evaluator.reports();
            bench.between(number -> {
                for (int scan = 0; scan < 40; scan++) {
                    run("SELECT count(*) FROM big WHERE id = 7");
                }
                bench.evaluator.served(950, 0, 50, 0).reports();
            });
            bench.activities.awaitEvaluators(bench.call, null);
            WatchedDatabase.move(bench.key, WatchPlans.FIVE);
            bench.between(number -> {
                run("SELECT count(*) FROM big WHERE id = 7");
                bench.evaluator.served(950, 0, 50, 0).reports();
            });

            assertThat(bench.activities.watch(bench.call, bench.fivePercent())).isInstanceOf(Outcome.Passed.class);
        }
    }

    /** In a session of its own, whose statistics are there when it is gone. */
    private static void run(String sql) throws SQLException {
        try (Connection connection = WatchedDatabase.connect()) {
            Sql.run(connection, "SET max_parallel_workers_per_gather = 0; SET enable_indexscan = off");
            Sql.run(connection, sql);
            Sql.run(connection, "SELECT pg_stat_force_next_flush()");
        }
    }

    private static long scans(String table) throws SQLException {
        return Objects.requireNonNull(read(List.of(table)).scans().get(table), "table is not large");
    }

    private static ScanReading read(List<String> tables) throws SQLException {
        try (Connection connection = WatchedDatabase.connect()) {
            return TableScans.read(connection, tables);
        }
    }
}
