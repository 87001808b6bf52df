// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.lifecycle.Task;
import dev.interlock.domain.plan.Percent;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

final class GuardWatchTest {

    private static final Task.Guard HELD = new Task.Guard(WatchPlans.FIVE, WatchBench.BEGUN, false);
    private static final Task.Guard WAITING = new Task.Guard(WatchPlans.FIVE, WatchBench.BEGUN, true);

    @Test
    void aFailIsReportedDuringAHold() throws SQLException {
        try (WatchBench bench =
                WatchBench.at(WatchPlans.FIVE, WatchPlans.ERRORS).serving(950, 0, 50, 10)) {
            assertThat(bench.activities.guard(bench.call, HELD)).isInstanceOf(Outcome.Failed.class);
        }
    }

    @Test
    void aHoldIsGuardedThroughSilenceUntilTheFlagMoves() throws SQLException {
        try (WatchBench bench = WatchBench.at(WatchPlans.FIVE, WatchPlans.ERRORS)) {
            bench.between(number -> {
                if (number == 20) {
                    WatchedDatabase.zero(bench.key);
                }
            });

            assertThat(bench.activities.guard(bench.call, HELD)).isInstanceOf(Outcome.FlagMoved.class);
            assertThat(bench.waits()).isEqualTo(20);
        }
    }

    @Test
    void theReturnOfDataEndsAWaitForIt() throws SQLException {
        try (WatchBench bench = WatchBench.at(WatchPlans.FIVE, WatchPlans.ERRORS)) {
            bench.between(number -> {
                if (number >= 9) {
                    bench.evaluator.served(95, 0, 5, 0).reports();
                }
            });

            assertThat(bench.activities.guard(bench.call, WAITING)).isInstanceOf(Outcome.DataBack.class);
            assertThat(bench.waits()).isEqualTo(9);
        }
    }

    @Test
    void atZeroAnEvaluatorThatKnowsTheFlagIsData() throws SQLException {
        try (WatchBench bench = WatchBench.at(Percent.ZERO, WatchPlans.ERRORS)) {
            bench.between(number -> bench.evaluator.reports());

            Outcome outcome = bench.activities.guard(bench.call, new Task.Guard(Percent.ZERO, WatchBench.BEGUN, true));

            assertThat(outcome).isInstanceOf(Outcome.DataBack.class);
        }
    }
}
