// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.sync.Progress;
import dev.interlock.activities.sync.SyncInstaller;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.lifecycle.Task;
import dev.interlock.domain.plan.GuardrailRule;
import dev.interlock.domain.plan.Percent;
import dev.interlock.domain.plan.SyncRule;
import java.sql.SQLException;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ParityWatchTest {

    private static final SyncRule SYNC =
            SyncRule.of("people", Map.of("given", "upper(name)"), Map.of("name", "lower(given)"));

    @BeforeEach
    void people() throws SQLException {
        WatchedDatabase.run("DROP TABLE IF EXISTS people");
        WatchedDatabase.run("CREATE TABLE people (id int PRIMARY KEY, name text NOT NULL, given text)");
    }

    @Test
    void aStepPassesWhileEveryRowIsInParity() throws SQLException {
        try (WatchBench bench = bench(WatchPlans.FIVE, WatchPlans.PARITY)) {
            bench.evaluator.reports();
            bench.between(number -> {
                WatchedDatabase.run("INSERT INTO people (id, name) VALUES (" + number + ", 'bo')");
                bench.evaluator.served(950, 0, 50, 0).reports();
            });

            assertThat(bench.activities.watch(bench.call, bench.fivePercent()))
                    .asInstanceOf(InstanceOfAssertFactories.type(Outcome.Passed.class))
                    .extracting(Outcome.Passed::sentence)
                    .asString()
                    .endsWith("parity: none of 3 rows looked at, 1 of them written since the last look, out of parity");
        }
    }

    @Test
    void aRowWrittenBehindSyncPutsTheRampBack() throws SQLException {
        try (WatchBench bench = bench(WatchPlans.FIVE, WatchPlans.PARITY)) {
            bench.evaluator.reports();
            bench.between(number -> {
                behindSync("INSERT INTO people (id, name) VALUES (7, 'bo')");
                bench.evaluator.served(950, 0, 50, 0).reports();
            });

            assertThat(bench.activities.watch(bench.call, bench.fivePercent()))
                    .isEqualTo(new Outcome.Failed(
                            "parity",
                            "1 of 1 rows looked at, 1 of them written since the last look, out of parity, such as"
                                    + " public.people: id=7; 1 hold nothing in the new side: repair fills them",
                            true));
        }
    }

    @Test
    void theFirstStatementThatWritesBothSidesFailsInEveryAttemptOfItsWatch() throws SQLException {
        GuardrailRule holds = new GuardrailRule("parity", GuardrailRule.Kind.PARITY, 1.25, GuardrailRule.OnFail.HOLD);
        try (WatchBench bench = bench(WatchPlans.FIVE, holds)) {
            bench.evaluator.reports();
            bench.between(number -> {
                WatchedDatabase.run("INSERT INTO people (id, name, given) VALUES (8, 'bo', 'EVA')");
                bench.evaluator.served(950, 0, 50, 0).reports();
            });
            Outcome.Failed failed = new Outcome.Failed(
                    "parity", "1 statements wrote both sides and disagreed: see interlock.conflict", false);

            assertThat(bench.activities.watch(bench.call, bench.fivePercent())).isEqualTo(failed);
            assertThat(bench.activities.watch(bench.call, bench.fivePercent())).isEqualTo(failed);

            bench.serving(950, 0, 50, 0);
            Task.Watch resumed = new Task.Watch(
                    0, WatchPlans.FIVE, WatchBench.BEGUN.plusSeconds(60), WatchBench.BEGUN.plusSeconds(70));
            assertThat(bench.activities.watch(bench.call, resumed)).isInstanceOf(Outcome.Passed.class);
        }
    }

    @Test
    void whatForwardRaisesOnIsFoundBeforeTheFirstStep() throws SQLException {
        try (WatchBench bench = bench(Percent.ZERO, WatchPlans.PARITY)) {
            bench.evaluator.reports();
            bench.between(number -> {
                WatchedDatabase.rows(
                        "SELECT interlock.keep_unsynced(?, 'public.people', 'no', '{}')",
                        row -> true,
                        bench.call.number());
                bench.evaluator.reports();
            });

            assertThat(bench.activities.awaitEvaluators(bench.call))
                    .isEqualTo(new Outcome.Failed(
                            "parity",
                            "1 writes of the old path could not be carried over: see interlock.unsynced",
                            true));
        }
    }

    private static WatchBench bench(Percent percent, GuardrailRule guardrail) throws SQLException {
        WatchBench bench = WatchBench.synced(percent, SYNC, guardrail);
        new SyncInstaller(bench.connections()).install(bench.call.number(), bench.plan, "sha", Progress.NONE);
        return bench;
    }

    private static void behindSync(String sql) throws SQLException {
        WatchedDatabase.run("ALTER TABLE people DISABLE TRIGGER USER");
        WatchedDatabase.run(sql);
        WatchedDatabase.run("ALTER TABLE people ENABLE TRIGGER USER");
    }
}
