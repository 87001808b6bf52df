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
import java.util.List;
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
                behindSync(bench, "INSERT INTO people (id, name) VALUES (7, 'bo')");
                bench.evaluator.served(950, 0, 50, 0).reports();
            });

            assertThat(bench.activities.watch(bench.call, bench.fivePercent()))
                    .isEqualTo(new Outcome.Failed(
                            "parity",
                            "1 of 1 rows looked at, 1 of them written since the last look, out of parity, such as"
                                    + " public.people: id=7; 1 hold nothing in the new side: repair fills them, rolled back",
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
                    "parity", "1 statements wrote both sides and disagreed: see interlock.conflict, held", false);

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

            assertThat(bench.activities.awaitEvaluators(bench.call, null))
                    .isEqualTo(new Outcome.Failed(
                            "parity",
                            "1 writes of the old path could not be carried over: see interlock.unsynced, held",
                            true));
        }
    }

    @Test
    void aSyncThatWasDisabledRollsBackAndIsPutBack() throws SQLException {
        try (WatchBench bench = bench(WatchPlans.FIVE, WatchPlans.PARITY)) {
            String trigger = "zzzz_interlock_" + bench.call.number();
            bench.evaluator.reports();
            bench.between(number -> {
                WatchedDatabase.run("ALTER TABLE people DISABLE TRIGGER " + trigger);
                bench.evaluator.served(950, 0, 50, 0).reports();
            });

            assertThat(bench.activities.watch(bench.call, bench.fivePercent()))
                    .asInstanceOf(InstanceOfAssertFactories.type(Outcome.Failed.class))
                    .returns("interlock:sync", Outcome.Failed::guardrail)
                    .returns(true, Outcome.Failed::rollback)
                    .extracting(Outcome.Failed::sentence)
                    .asString()
                    .isEqualTo("public.people: trigger " + trigger
                            + " was enabled always and is disabled; put back at once");
            assertThat(WatchedDatabase.number(
                            "SELECT count(*) FROM pg_trigger WHERE tgname = ? AND tgenabled = 'A'", trigger))
                    .isEqualTo(1);
        }
    }

    @Test
    void aChangeByTheTeamHoldsAndSaysWhat() throws SQLException {
        try (WatchBench bench = bench(WatchPlans.FIVE, WatchPlans.PARITY)) {
            bench.evaluator.reports();
            bench.between(number -> {
                WatchedDatabase.run("ALTER TABLE people ADD COLUMN nick text");
                bench.evaluator.served(950, 0, 50, 0).reports();
            });

            assertThat(bench.activities.watch(bench.call, bench.fivePercent()))
                    .isEqualTo(new Outcome.Drifted(List.of("public.people: column nick is new: text")));
            assertThat(WatchedDatabase.rows(
                            "SELECT verdict, sentence FROM interlock.look WHERE migration = ? AND guardrail = ?"
                                    + " ORDER BY window_end DESC LIMIT 1",
                            row -> row.getString(1) + " " + row.getString(2),
                            bench.call.number(),
                            LookBook.DRIFT))
                    .containsExactly("FAIL public.people: column nick is new: text");
        }
    }

    private static WatchBench bench(Percent percent, GuardrailRule guardrail) throws SQLException {
        WatchBench bench = WatchBench.synced(percent, SYNC, guardrail);
        new SyncInstaller(bench.connections())
                .repair(bench.call.number(), bench.plan, "sha", bench.plan.locks(), Progress.NONE);
        return bench;
    }

    private static void behindSync(WatchBench bench, String sql) throws SQLException {
        WatchedDatabase.run("ALTER TABLE people DISABLE TRIGGER USER");
        WatchedDatabase.run(sql);
        String trigger = "ALTER TABLE people ENABLE ALWAYS TRIGGER zzzz_interlock_" + bench.call.number();
        WatchedDatabase.run(trigger);
        WatchedDatabase.run(trigger + "_insert");
        WatchedDatabase.run(trigger + "_inserted");
    }
}
