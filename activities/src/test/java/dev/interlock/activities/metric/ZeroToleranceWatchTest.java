// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.lifecycle.Task;
import dev.interlock.domain.plan.GuardrailRule;
import dev.interlock.domain.plan.Percent;
import dev.interlock.workflows.port.Call;
import java.sql.SQLException;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** A count is taken once: it is lost by no end of a watch, and moves nothing again after a rollback. */
final class ZeroToleranceWatchTest {

    private static final Task.Guard PAUSED = new Task.Guard(WatchPlans.FIVE, WatchBench.BEGUN, false);

    @Test
    void oneMissingColumnRollsTheRampBack() throws SQLException {
        try (WatchBench bench = WatchBench.at(WatchPlans.FIVE, WatchPlans.SQLSTATES)) {
            bench.evaluator.reports();
            bench.between(
                    number -> bench.evaluator.served(950, 0, 50, 1).missed(0, 1).reports());

            Outcome outcome = bench.activities.watch(bench.call, bench.fivePercent());

            assertThat(outcome)
                    .asInstanceOf(InstanceOfAssertFactories.type(Outcome.Failed.class))
                    .returns("sqlstates", Outcome.Failed::guardrail)
                    .returns(true, Outcome.Failed::rollback)
                    .extracting(Outcome.Failed::sentence)
                    .isEqualTo("the new path threw 1 × 42703 or 42P01: it names a column or table that is not there,"
                            + " rolled back");
            assertThat(bench.waits()).isEqualTo(1);
        }
    }

    @Test
    void anEvaluatorThatOverrulesTheFlagRollsTheRampBackAndItsSplitIsStillTheFlags() throws SQLException {
        try (WatchBench bench = WatchBench.at(WatchPlans.FIVE, WatchPlans.SQLSTATES)) {
            bench.evaluator.reports();
            bench.between(number -> bench.evaluator
                    .served(1_000, 0, 0, 0)
                    .met(950, 50)
                    .overrules()
                    .withheld(50)
                    .reports());

            Outcome outcome = bench.activities.watch(bench.call, bench.fivePercent());

            assertThat(outcome)
                    .asInstanceOf(InstanceOfAssertFactories.type(Outcome.Failed.class))
                    .returns("sqlstates", Outcome.Failed::guardrail)
                    .extracting(Outcome.Failed::sentence)
                    .isEqualTo("evaluator shop-1 keeps its users on the old path by itself, after nothing but failures:"
                            + " 50 calls so far, rolled back");
        }
    }

    @Test
    void callsThatWereKeptWhileTheLedgerWasAwayAreFoundThoughTheFlagHasMovedOn() throws SQLException {
        try (WatchBench bench = WatchBench.at(WatchPlans.FIVE, WatchPlans.SQLSTATES)) {
            bench.evaluator.reports();
            bench.between(number -> {
                bench.evaluator.served(950, 0, 50, 0);
                (number == 2 ? bench.evaluator.overrules().withheld(7).obeys() : bench.evaluator).reports();
            });

            Outcome outcome = bench.activities.watch(bench.call, bench.fivePercent());

            assertThat(outcome).isInstanceOf(Outcome.Failed.class);
            assertThat(bench.waits()).isEqualTo(2);
        }
    }

    @Test
    void theDrainOfTheNewPathIsProvenWhileCallsWereKeptOnTheOldOne() throws SQLException {
        try (WatchBench bench = WatchBench.at(WatchPlans.FIVE, WatchPlans.SQLSTATES)) {
            bench.evaluator.overrules().withheld(9).reports();
            WatchedDatabase.zero(bench.key);
            bench.evaluator.reports();

            Outcome outcome = bench.activities.proveKill(nextEpoch(bench.call));

            assertThat(outcome)
                    .asInstanceOf(InstanceOfAssertFactories.type(Outcome.KillProven.class))
                    .returns(List.of(), Outcome.KillProven::waitingFor);
        }
    }

    @Test
    void anApplicationThatLivesWithRefusedDuplicatesIsNotRolledBackForThem() throws SQLException {
        try (WatchBench bench = WatchBench.at(WatchPlans.FIVE, WatchPlans.SQLSTATES)) {
            bench.evaluator.violated(1, 0).reports();
            bench.between(number ->
                    bench.evaluator.served(950, 1, 50, 1).violated(0, 1).reports());

            assertThat(bench.activities.watch(bench.call, bench.fivePercent())).isInstanceOf(Outcome.Passed.class);
        }
    }

    @Test
    void whatIsThrownBetweenTwoWatchesIsFoundByTheNextOne() throws SQLException {
        try (WatchBench bench =
                WatchBench.at(WatchPlans.FIVE, WatchPlans.SQLSTATES).serving(950, 0, 50, 0)) {
            bench.activities.watch(bench.call, bench.fivePercent());
            bench.evaluator.missed(0, 1).reports();

            assertThat(bench.activities.guard(bench.call, PAUSED)).isInstanceOf(Outcome.Failed.class);
            assertThat(bench.waits()).isEqualTo(3);
        }
    }

    @Test
    void aFailWhoseWatchWasInterruptedIsToldByTheNextOne() throws SQLException {
        try (WatchBench bench = WatchBench.at(WatchPlans.FIVE, WatchPlans.SQLSTATES)) {
            bench.evaluator.reports();
            bench.between(number -> {
                bench.evaluator.missed(0, 1).reports();
                throw new SQLException("paused here");
            });
            assertThatThrownBy(() -> bench.activities.watch(bench.call, bench.fivePercent()))
                    .hasStackTraceContaining("paused here");

            assertThat(bench.activities.guard(bench.call, PAUSED)).isInstanceOf(Outcome.Failed.class);
            assertThat(bench.activities.guard(
                            bench.call, new Task.Guard(WatchPlans.FIVE, WatchBench.BEGUN.plusSeconds(1), false)))
                    .isInstanceOf(Outcome.Failed.class);
        }
    }

    @Test
    void aHoldForItCanBeEnded() throws SQLException {
        try (WatchBench bench = WatchBench.at(WatchPlans.FIVE, WatchPlans.sqlstates(GuardrailRule.OnFail.HOLD))) {
            bench.evaluator.reports();
            bench.between(number -> {
                bench.evaluator.served(950, 0, 50, 0);
                (number == 1 ? bench.evaluator.missed(0, 1) : bench.evaluator).reports();
            });

            Outcome first = bench.activities.watch(bench.call, bench.fivePercent());
            bench.between(number -> bench.evaluator.served(950, 0, 50, 0).reports());
            Outcome held = bench.activities.guard(
                    bench.call, new Task.Guard(WatchPlans.FIVE, WatchBench.BEGUN.plusSeconds(20), true));
            Outcome resumed = bench.activities.watch(bench.call, bench.fivePercent());

            assertThat(first)
                    .asInstanceOf(InstanceOfAssertFactories.type(Outcome.Failed.class))
                    .returns(false, Outcome.Failed::rollback);
            assertThat(held).isInstanceOf(Outcome.DataBack.class);
            assertThat(resumed).isInstanceOf(Outcome.Passed.class);
        }
    }

    @Test
    void whoeverResumesLetsAnEvaluatorGoOnKeepingItsUsers() throws SQLException {
        try (WatchBench bench = WatchBench.at(WatchPlans.FIVE, WatchPlans.sqlstates(GuardrailRule.OnFail.HOLD))) {
            bench.evaluator.reports();
            bench.between(number -> bench.evaluator
                    .served(1_000, 0, 50, 0)
                    .overrules()
                    .withheld(50)
                    .reports());
            Outcome first = bench.activities.watch(bench.call, bench.fivePercent());
            bench.between(number ->
                    bench.evaluator.served(1_000, 0, 50, 0).withheld(50).reports());
            Outcome held = bench.activities.guard(
                    bench.call, new Task.Guard(WatchPlans.FIVE, WatchBench.BEGUN.plusSeconds(20), true));
            Outcome resumed = bench.activities.watch(bench.call, bench.fivePercent());

            assertThat(first).isInstanceOf(Outcome.Failed.class);
            assertThat(held).isInstanceOf(Outcome.DataBack.class);
            assertThat(resumed).isInstanceOf(Outcome.Passed.class);
        }
    }

    @Test
    void whatRolledARampBackDoesNotActInTheNextOne() throws SQLException {
        try (WatchBench bench = WatchBench.at(WatchPlans.FIVE, WatchPlans.SQLSTATES)) {
            bench.evaluator.reports();
            bench.between(
                    number -> bench.evaluator.served(950, 0, 50, 0).missed(0, 1).reports());
            bench.activities.watch(bench.call, bench.fivePercent());
            WatchedDatabase.zero(bench.key);
            bench.evaluator.missed(0, 3).reports();
            bench.between(number -> bench.evaluator.served(950, 0, 50, 0).reports());
            Call again = nextEpoch(bench.call);

            Outcome calibrated = bench.activities.awaitEvaluators(again, null);
            WatchedDatabase.move(bench.key, WatchPlans.FIVE);
            Outcome passed = bench.activities.watch(again, bench.fivePercent());

            assertThat(calibrated).isInstanceOf(Outcome.Done.class);
            assertThat(passed).isInstanceOf(Outcome.Passed.class);
        }
    }

    @Test
    void removedCountsAreNoData() throws SQLException {
        try (WatchBench bench = WatchBench.at(WatchPlans.FIVE, WatchPlans.SQLSTATES)) {
            bench.evaluator.served(100, 0, 100, 9).missed(0, 9).reports();
            bench.between(number -> {
                if (number == 1) {
                    WatchedDatabase.run("DELETE FROM interlock.evaluator WHERE flag_key = ?", bench.key);
                    bench.evaluator.restarts();
                }
                bench.evaluator.served(950, 0, 50, 0).reports();
            });

            assertThat(bench.activities.watch(bench.call, bench.fivePercent())).isInstanceOf(Outcome.Passed.class);
            assertThat(WatchedDatabase.rows(
                            "SELECT verdict FROM interlock.look WHERE migration = ? AND guardrail = 'sqlstates'"
                                    + " ORDER BY window_end",
                            row -> row.getString(1),
                            bench.call.number()))
                    .startsWith("NO_DATA", "NO_DATA", "INCONCLUSIVE");
        }
    }

    @Test
    void atZeroNobodyIsOnTheNewPath() throws SQLException {
        try (WatchBench bench = WatchBench.at(Percent.ZERO, WatchPlans.SQLSTATES)) {
            bench.evaluator.reports();
            bench.between(
                    number -> bench.evaluator.served(950, 0, 0, 0).missed(0, 1).reports());

            assertThat(bench.activities.awaitEvaluators(bench.call, null)).isInstanceOf(Outcome.Done.class);
        }
    }

    static Call nextEpoch(Call call) {
        return new Call(
                call.database(),
                call.migration(),
                call.number(),
                call.runId(),
                call.epoch() + 1,
                call.round(),
                call.phase(),
                call.notes());
    }
}
