// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.Percent;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class CalibrationTest {

    @Test
    void itWaitsUntilAnEvaluatorHasAcknowledgedThePresentVersion() throws SQLException {
        try (WatchBench bench = WatchBench.at(Percent.ZERO, WatchPlans.ERRORS, WatchPlans.SCANS)) {
            bench.between(number -> bench.evaluator.served(100, 1, 0, 0).reports(number < 12 ? 1 : 2, false));

            Outcome outcome = bench.activities.awaitEvaluators(bench.call, null);

            assertThat(outcome)
                    .isEqualTo(new Outcome.Done("flag " + bench.key + " at 0 % is reported by 1 live evaluator"));
            assertThat(bench.waits()).isEqualTo(12);
        }
    }

    @Test
    void twoLooksAtZeroAreTakenAtLeast() throws SQLException {
        try (WatchBench bench =
                WatchBench.at(Percent.ZERO, WatchPlans.ERRORS, WatchPlans.SCANS).serving(100, 1, 0, 0)) {
            bench.activities.awaitEvaluators(bench.call, null);

            assertThat(WatchedDatabase.number(
                            "SELECT count(*) FROM interlock.look WHERE migration = ? AND guardrail = 'scans'"
                                    + " AND percent = 0 AND value IS NOT NULL",
                            bench.call.number()))
                    .isEqualTo(2);
        }
    }

    @Test
    void withoutGuardrailsThereIsNothingToMeasure() throws SQLException {
        try (WatchBench bench = WatchBench.at(Percent.ZERO)) {
            bench.evaluator.reports();

            assertThat(bench.activities.awaitEvaluators(bench.call, null)).isInstanceOf(Outcome.Done.class);
            assertThat(bench.waits()).isZero();
        }
    }

    @Test
    void itLooksOnUntilTheFirstStepMayBeTaken() throws SQLException {
        try (WatchBench bench = WatchBench.at(Percent.ZERO, WatchPlans.ERRORS).serving(100, 1, 0, 0)) {
            Duration closed = Duration.ofMinutes(10);

            Outcome outcome = bench.activities.awaitEvaluators(bench.call, WatchBench.BEGUN.plus(closed));

            assertThat(outcome).isInstanceOf(Outcome.Done.class);
            assertThat(bench.waits()).isEqualTo((int) closed.dividedBy(WatchPlans.LOOK_EVERY));
        }
    }

    @Test
    void aFlagThatIsNoLongerAtZeroIsReported() throws SQLException {
        try (WatchBench bench = WatchBench.at(Percent.ZERO, WatchPlans.ERRORS)) {
            bench.between(number -> WatchedDatabase.move(bench.key, Percent.of(1)));

            assertThat(bench.activities.awaitEvaluators(bench.call, null)).isInstanceOf(Outcome.FlagMoved.class);
        }
    }
}
