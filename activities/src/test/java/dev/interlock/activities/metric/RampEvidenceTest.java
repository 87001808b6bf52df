// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.guardrail.GuardrailJudge;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.lifecycle.Task;
import dev.interlock.domain.plan.GuardrailRule;
import dev.interlock.domain.plan.Percent;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

final class RampEvidenceTest {

    private static final Percent TWENTY = Percent.of(20);

    @Test
    void whatOneStepHasSeenIsEvidenceAtTheNext() throws SQLException {
        try (WatchBench bench =
                WatchBench.at(WatchPlans.FIVE, WatchPlans.ERRORS).serving(950, 1, 50, 0)) {
            bench.between(number ->
                    bench.evaluator.served(950, 1, 50, number == 1 ? 2 : 0).reports());
            bench.activities.watch(bench.call, bench.fivePercent());
            WatchedDatabase.move(bench.key, TWENTY);
            bench.serving(800, 1, 200, 1);

            bench.activities.watch(bench.call, atTwenty(WatchBench.BEGUN));

            List<RampState> states = states(bench);
            assertThat(states.get(states.size() - 1).starts()).isEqualTo(2);
            assertThat(states.get(5).value()).isGreaterThan(1.5);
        }
    }

    @Test
    void aRampAfterAGoingBackStartsAfresh() throws SQLException {
        try (WatchBench bench =
                WatchBench.at(WatchPlans.FIVE, WatchPlans.ERRORS).serving(950, 1, 50, 2)) {
            bench.activities.watch(bench.call, bench.fivePercent());
            WatchedDatabase.move(bench.key, Percent.ZERO);
            WatchedDatabase.move(bench.key, TWENTY);
            bench.serving(800, 1, 200, 0);

            bench.activities.watch(bench.call, atTwenty(WatchBench.BEGUN));

            List<RampState> states = states(bench);
            assertThat(states.get(states.size() - 1).starts()).isEqualTo(1);
        }
    }

    @Test
    void whoResumesPastAFailBeginsWithNoEvidence() throws SQLException {
        GuardrailRule holds = WatchPlans.errors(GuardrailRule.OnFail.HOLD);
        try (WatchBench bench = WatchBench.at(WatchPlans.FIVE, holds).serving(950, 1, 50, 10)) {
            assertThat(bench.activities.watch(bench.call, bench.fivePercent())).isInstanceOf(Outcome.Failed.class);
            bench.serving(950, 1, 50, 0);

            Instant resumed = WatchBench.BEGUN.plusSeconds(100);
            Outcome outcome = bench.activities.watch(
                    bench.call, new Task.Watch(0, WatchPlans.FIVE, resumed, resumed.plusSeconds(30)));

            assertThat(outcome).isInstanceOf(Outcome.Passed.class);
        }
    }

    @Test
    void errorsOfAFewUsersWeighLess() throws SQLException {
        try (WatchBench bench = WatchBench.at(WatchPlans.FIVE, WatchPlans.ERRORS)) {
            bench.evaluator.reports();
            bench.between(number -> bench.evaluator
                    .served(950, 1, 50, number == 1 ? 10 : 0)
                    .clustered(110)
                    .reports());

            assertThat(bench.activities.watch(bench.call, bench.fivePercent())).isInstanceOf(Outcome.Passed.class);
        }
    }

    @Test
    void usersThatAreSplitInAnotherWayHoldOnceAndAreResumedPast() throws SQLException {
        try (WatchBench bench =
                WatchBench.at(WatchPlans.FIVE, WatchPlans.ERRORS).serving(950, 0, 50, 0)) {
            bench.evaluator.met(880, 120);

            assertThat(bench.activities.watch(bench.call, bench.fivePercent()))
                    .asInstanceOf(InstanceOfAssertFactories.type(Outcome.Failed.class))
                    .returns(GuardrailJudge.SPLIT, Outcome.Failed::guardrail)
                    .returns(false, Outcome.Failed::rollback)
                    .extracting(Outcome.Failed::sentence)
                    .asString()
                    .startsWith("120 of 1,000 users are on the new path, 12.00 % instead of 5 %");
            Instant resumed = WatchBench.BEGUN.plusSeconds(100);
            assertThat(bench.activities.watch(
                            bench.call, new Task.Watch(0, WatchPlans.FIVE, resumed, resumed.plusSeconds(30))))
                    .isInstanceOf(Outcome.Passed.class);
        }
    }

    private static Task.Watch atTwenty(Instant since) {
        return new Task.Watch(1, TWENTY, since, since.plusSeconds(30));
    }

    private record RampState(int starts, double value) {}

    private static List<RampState> states(WatchBench bench) throws SQLException {
        return WatchedDatabase.rows(
                "SELECT state, coalesce(value, 0) FROM interlock.look WHERE migration = ? AND guardrail = 'errors'"
                        + " ORDER BY window_end",
                row -> new RampState(
                        Objects.requireNonNull(LookState.parse(row.getString(1)).rates())
                                .starts(),
                        row.getDouble(2)),
                bench.call.number());
    }
}
