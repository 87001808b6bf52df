// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.GuardrailRule;
import dev.interlock.domain.plan.GuardrailSource;
import dev.interlock.domain.plan.Percent;
import java.sql.SQLException;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

final class ConsistencyWatchTest {

    private static final GuardrailRule READS = new GuardrailRule(
            "reads", GuardrailRule.Kind.CONSISTENCY, 1.25, GuardrailRule.OnFail.ROLLBACK, new GuardrailSource.Own(), 0);

    @Test
    void readsThatDifferRollTheRampBack() throws SQLException {
        try (WatchBench bench = WatchBench.at(WatchPlans.FIVE, READS)) {
            bench.evaluator.reports();
            bench.between(number ->
                    bench.evaluator.served(950, 0, 50, 0).compared(40, 2).reports());

            Outcome outcome = bench.activities.watch(bench.call, bench.fivePercent());

            assertThat(outcome)
                    .asInstanceOf(InstanceOfAssertFactories.type(Outcome.Failed.class))
                    .returns("reads", Outcome.Failed::guardrail)
                    .extracting(Outcome.Failed::sentence)
                    .isEqualTo("2 of 40 compared reads differ, 5 % > 0 %, rolled back");
        }
    }

    @Test
    void whatIsComparedAtZeroCountsForTheFirstStep() throws SQLException {
        try (WatchBench bench = WatchBench.at(Percent.ZERO, READS)) {
            bench.evaluator.reports();
            bench.between(number ->
                    bench.evaluator.served(950, 0, 0, 0).compared(20, 0).reports());
            Outcome calibrated = bench.activities.awaitEvaluators(bench.call, null);
            WatchedDatabase.move(bench.key, WatchPlans.FIVE);
            bench.between(number -> bench.evaluator.served(950, 0, 50, 0).reports());

            Outcome passed = bench.activities.watch(bench.call, bench.fivePercent());

            assertThat(calibrated).isInstanceOf(Outcome.Done.class);
            assertThat(passed)
                    .asInstanceOf(InstanceOfAssertFactories.type(Outcome.Passed.class))
                    .extracting(Outcome.Passed::sentence)
                    .asString()
                    .contains("reads: 0 of 40 compared reads differ");
        }
    }

    @Test
    void aStepThatComparesNothingDoesNotPass() throws SQLException {
        try (WatchBench bench = WatchBench.at(WatchPlans.FIVE, READS).serving(950, 0, 50, 0)) {
            assertThat(bench.activities.watch(bench.call, bench.fivePercent()))
                    .isInstanceOf(Outcome.Inconclusive.class);
        }
    }

    @Test
    void aFlagThatNeverLeftZeroIsAskedForWhereReadsAreCompared() throws SQLException {
        try (WatchBench bench = WatchBench.at(Percent.ZERO, READS)) {
            bench.evaluator.compared(5, 0).hangingOnTheNewPath(1).reports();
            WatchedDatabase.zero(bench.key);
            bench.between(number ->
                    bench.evaluator.hangingOnTheNewPath(number < 3 ? 1 : 0).reports());

            Outcome outcome = bench.activities.proveKill(ZeroToleranceWatchTest.nextEpoch(bench.call));

            assertThat(outcome)
                    .asInstanceOf(InstanceOfAssertFactories.type(Outcome.KillProven.class))
                    .returns(List.of(), Outcome.KillProven::waitingFor);
            assertThat(bench.waits()).isEqualTo(3);
        }
    }
}
