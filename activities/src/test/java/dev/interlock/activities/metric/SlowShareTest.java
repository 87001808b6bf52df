// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.lifecycle.Task;
import dev.interlock.domain.plan.Percent;
import java.sql.SQLException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

final class SlowShareTest {

    @Test
    void aNewPathThatIsSlowMoreOftenIsRolledBackInOneSentence() throws SQLException {
        try (WatchBench bench = timed(WatchPlans.FIVE)) {
            bench.between(number -> bench.evaluator.timed(950, 38, 50, 30).reports());

            assertThat(bench.activities.watch(bench.call, bench.fivePercent()))
                    .asInstanceOf(InstanceOfAssertFactories.type(Outcome.Failed.class))
                    .returns("slow", Outcome.Failed::guardrail)
                    .extracting(Outcome.Failed::sentence)
                    .asString()
                    .startsWith("candidate takes longer than 6 ms in 30 of 50 requests, baseline 38 of 950: E = ")
                    .endsWith(" ≥ 20, rolled back");
        }
    }

    @Test
    void aNewPathThatIsAsFastLetsTheStepPass() throws SQLException {
        try (WatchBench bench = timed(WatchPlans.FIVE)) {
            bench.between(number ->
                    bench.evaluator.served(950, 0, 50, 0).timed(950, 38, 50, 2).reports());

            assertThat(bench.activities.watch(bench.call, bench.fivePercent())).isInstanceOf(Outcome.Passed.class);
        }
    }

    @Test
    void theBoundIsChosenBeforeTheRampAndKept() throws SQLException {
        try (WatchBench bench = timed(Percent.ZERO)) {
            bench.between(number -> bench.evaluator.timed(1_000, 40, 0, 0).reports());
            bench.activities.awaitEvaluators(bench.call, null);
            WatchedDatabase.move(bench.key, WatchPlans.FIVE);
            bench.between(number -> bench.evaluator
                    .served(950, 0, 50, 0)
                    .timed(950, 900, 50, 47)
                    .reports());

            Outcome outcome = bench.activities.watch(bench.call, bench.fivePercent());

            assertThat(outcome)
                    .asInstanceOf(InstanceOfAssertFactories.type(Outcome.Passed.class))
                    .extracting(Outcome.Passed::sentence)
                    .asString()
                    .contains("slow: candidate takes longer than 6 ms in 94 of 100 requests, baseline 1,800 of 1,900");
        }
    }

    @Test
    void beforeEnoughCallsWereTimedNothingIsSlowAndNothingPasses() throws SQLException {
        try (WatchBench bench = WatchBench.at(WatchPlans.FIVE, WatchPlans.SLOW).serving(950, 0, 50, 0)) {
            Outcome outcome = bench.activities.watch(bench.call, bench.fivePercent());

            assertThat(outcome)
                    .asInstanceOf(InstanceOfAssertFactories.type(Outcome.Inconclusive.class))
                    .extracting(Outcome.Inconclusive::sentence)
                    .asString()
                    .contains("slow: too few calls of the old path were timed to tell which are slow");
        }
    }

    @Test
    void atFullTheSlowCallsOfTheOldPathInThisRampAreTheYardstick() throws SQLException {
        try (WatchBench bench = timed(WatchPlans.FIVE)) {
            bench.between(number ->
                    bench.evaluator.served(950, 0, 50, 0).timed(950, 38, 50, 2).reports());
            bench.activities.watch(bench.call, bench.fivePercent());
            WatchedDatabase.move(bench.key, Percent.FULL);
            bench.between(number ->
                    bench.evaluator.served(0, 0, 500, 0).timed(0, 0, 500, 200).reports());

            assertThat(bench.activities.watch(
                            bench.call, new Task.Watch(1, Percent.FULL, WatchBench.BEGUN, WatchBench.BEGUN)))
                    .asInstanceOf(InstanceOfAssertFactories.type(Outcome.Failed.class))
                    .extracting(Outcome.Failed::sentence)
                    .asString()
                    .matches("candidate takes longer than 6 ms in 200 of 500 requests, " + WatchPlans.YARDSTICK
                            + "114 of 2,850: .*");
        }
    }

    /** Of its calls so far 4 in 100 took 40 ms, and the others 5. */
    private static WatchBench timed(Percent percent) throws SQLException {
        WatchBench bench = WatchBench.at(percent, WatchPlans.SLOW);
        bench.evaluator.timed(1_000, 40, 0, 0).reports();
        return bench;
    }
}
