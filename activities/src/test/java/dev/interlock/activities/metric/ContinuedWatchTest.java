// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.activities.source.MetricSources;
import dev.interlock.domain.guardrail.StepClock;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.lifecycle.Task;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.domain.plan.Percent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Attempts that end early, follow each other or are alive at the same time. */
final class ContinuedWatchTest {

    private static final StepClock RUNNING = new StepClock(100, false, false);

    @Test
    void aCancelledWatchEndsAtItsNextHeartbeat() throws SQLException {
        try (WatchBench bench = WatchBench.at(WatchPlans.FIVE, WatchPlans.ERRORS)) {
            bench.evaluator.reports();
            bench.between(number -> bench.environment.requestCancelActivity());

            assertThatThrownBy(() -> bench.activities.watch(bench.call, bench.fivePercent()))
                    .hasStackTraceContaining("Cancel");
            assertThat(bench.waits()).isEqualTo(1);
        }
    }

    @Test
    void aSecondAttemptContinuesWhereTheFirstOneStopped() throws SQLException {
        try (WatchBench bench = WatchBench.at(WatchPlans.FIVE, WatchPlans.ERRORS)) {
            bench.evaluator.reports();
            bench.between(number -> {
                bench.evaluator.served(950, 0, 50, 1).reports();
                if (number == 2) {
                    throw new SQLException("the worker dies here");
                }
            });
            assertThatThrownBy(() -> bench.activities.watch(bench.call, bench.fivePercent()))
                    .hasStackTraceContaining("the worker dies here");

            Outcome outcome = bench.activities.watch(bench.call, bench.fivePercent());

            assertThat(outcome).isInstanceOf(Outcome.Failed.class);
            assertThat(counted(bench, "new_ended")).isEqualTo(50L * bench.waits());
            assertThat(((Outcome.Failed) outcome).sentence())
                    .startsWith("candidate fails " + bench.waits() + " of " + 50 * bench.waits());
        }
    }

    @Test
    void attemptsThatAreAliveAtOnceNeverCountAWindowTwice() throws Exception {
        try (WatchBench bench = WatchBench.at(WatchPlans.FIVE, WatchPlans.ERRORS)) {
            bench.evaluator.reports();
            look(bench.plan, bench, WatchPlans.FIVE);
            ExecutorService attempts = Executors.newFixedThreadPool(3);
            CountDownLatch go = new CountDownLatch(1);
            List<Future<?>> ends = new ArrayList<>();
            for (int attempt = 0; attempt < 3; attempt++) {
                ends.add(attempts.submit(() -> {
                    go.await();
                    for (int look = 0; look < 10; look++) {
                        look(bench.plan, bench, WatchPlans.FIVE);
                    }
                    return true;
                }));
            }
            go.countDown();
            for (int report = 0; report < 20; report++) {
                bench.evaluator.served(95, 0, 5, 0).reports();
            }
            for (Future<?> end : ends) {
                end.get();
            }
            attempts.shutdown();

            look(bench.plan, bench, WatchPlans.FIVE);

            assertThat(counted(bench, "new_ended")).isEqualTo(100);
            assertThat(counted(bench, "old_ended")).isEqualTo(1_900);
        }
    }

    @Test
    void aNewBootBringsWhatItCountedAndAVanishedOneKeepsItsLast() throws SQLException {
        try (WatchBench bench = WatchBench.at(WatchPlans.FIVE, WatchPlans.ERRORS)) {
            bench.evaluator.served(5_000, 5, 500, 5).reports();
            look(bench.plan, bench, WatchPlans.FIVE);
            bench.evaluator.served(100, 0, 10, 0).reports();
            bench.evaluator.restarts();
            bench.evaluator.served(30, 0, 3, 0).reports();

            look(bench.plan, bench, WatchPlans.FIVE);

            assertThat(counted(bench, "new_ended")).isEqualTo(13);
            assertThat(counted(bench, "old_ended")).isEqualTo(130);
        }
    }

    @Test
    void countersThatWereRemovedMakeTheWindowNoDataAndTheNextOneCounts() throws SQLException {
        try (WatchBench bench = WatchBench.at(WatchPlans.FIVE, WatchPlans.ERRORS)) {
            bench.evaluator.served(5_000, 5, 500, 5).reports();
            look(bench.plan, bench, WatchPlans.FIVE);
            WatchedDatabase.run("DELETE FROM interlock.evaluator WHERE flag_key = ?", bench.key);
            bench.evaluator.restarts();
            bench.evaluator.served(10, 0, 1, 0).reports();
            look(bench.plan, bench, WatchPlans.FIVE);
            bench.evaluator.served(20, 0, 2, 0).reports();

            look(bench.plan, bench, WatchPlans.FIVE);

            assertThat(counted(bench, "old_ended")).isEqualTo(20);
        }
    }

    @Test
    void anotherProcessBeginsAfresh() throws SQLException {
        try (WatchBench bench =
                WatchBench.at(WatchPlans.FIVE, WatchPlans.ERRORS).serving(950, 0, 50, 0)) {
            bench.activities.watch(bench.call, bench.fivePercent());

            Outcome outcome = bench.activities.watch(
                    bench.call,
                    new Task.Watch(
                            0, WatchPlans.FIVE, WatchBench.BEGUN.plusSeconds(30), WatchBench.BEGUN.plusSeconds(60)));

            assertThat(((Outcome.Passed) outcome).sentence()).startsWith("candidate 150, baseline 2,850");
        }
    }

    private static void look(MigrationPlan plan, WatchBench bench, Percent percent) throws SQLException {
        Assignment assignment =
                new Assignment(bench.call, plan, "sha", plan.tables(), percent, MetricSources.NONE, "the same");
        try (Connection connection = WatchedDatabase.connect()) {
            new Looker(assignment).take(connection, RUNNING, look -> Optional.empty());
        }
    }

    private static long counted(WatchBench bench, String column) throws SQLException {
        return WatchedDatabase.number(
                "SELECT coalesce(sum(" + column
                        + "), 0) FROM interlock.look WHERE migration = ? AND guardrail = 'errors'",
                bench.call.number());
    }
}
