// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.source.FakeMetricSource;
import dev.interlock.activities.source.Questions;
import dev.interlock.domain.guardrail.SourceReading.Arm;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.lifecycle.Task;
import dev.interlock.domain.plan.Percent;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

final class OutsideRatesWatchTest {

    private final FakeMetricSource source = new FakeMetricSource();

    @Test
    void pathsThatFailAlikeLetTheStepPass() throws SQLException {
        try (WatchBench bench = serving(WatchPlans.FIVE)) {
            source.counts(new Arm(0.4, 500), new Arm(9.6, 9_500));

            Outcome outcome = bench.activities.watch(bench.call, bench.fivePercent());

            assertThat(outcome)
                    .asInstanceOf(InstanceOfAssertFactories.type(Outcome.Passed.class))
                    .extracting(Outcome.Passed::sentence)
                    .asString()
                    .contains("checkout: candidate fails 1 of 1,500 requests, baseline 28 of 28,500");
        }
    }

    @Test
    void manyTimesTheErrorsPutTheRampBack() throws SQLException {
        try (WatchBench bench = serving(WatchPlans.FIVE)) {
            source.counts(new Arm(50, 500), new Arm(9.6, 9_500));

            Outcome outcome = bench.activities.watch(bench.call, bench.fivePercent());

            assertThat(outcome)
                    .asInstanceOf(InstanceOfAssertFactories.type(Outcome.Failed.class))
                    .returns("checkout", Outcome.Failed::guardrail)
                    .returns(true, Outcome.Failed::rollback);
        }
    }

    @Test
    void whatWasNotAnsweredIsInTheNextWindow() throws SQLException {
        try (WatchBench bench = serving(WatchPlans.FIVE)) {
            source.isInTrouble("nobody listens");
            bench.between(number -> {
                bench.evaluator.served(950, 1, 50, 0).reports();
                if (number == 3) {
                    source.counts(new Arm(0, 500), new Arm(10, 9_500));
                }
            });

            bench.activities.watch(bench.call, bench.fivePercent());

            assertThat(column(bench, "verdict")).startsWith("NO_DATA", "ERROR", "ERROR");
            assertThat(WatchedDatabase.rows(
                            "SELECT (state -> 'outside' ->> 'judgedTo')::bigint FROM interlock.look"
                                    + " WHERE migration = ? AND guardrail = 'checkout' ORDER BY window_end LIMIT 3",
                            row -> row.getLong(1),
                            bench.call.number()))
                    .as("the window still begins where counting began")
                    .hasSize(3)
                    .satisfies(ends -> assertThat(ends.stream().distinct()).hasSize(1));
        }
    }

    @Test
    void noCountsAreAskedForBeforeAWindowIsOver() throws SQLException {
        try (WatchBench bench = WatchBench.asking(Duration.ofHours(1), WatchPlans.FIVE, Questions.checkout())
                .answering(source)
                .serving(950, 1, 50, 0)) {
            source.counts(new Arm(0, 500), new Arm(10, 9_500));

            assertThat(bench.activities.watch(bench.call, bench.fivePercent()))
                    .isInstanceOf(Outcome.Inconclusive.class);
            assertThat(source.questions()).isZero();
        }
    }

    @Test
    void afterAnOutageTheWindowIsAsLongAsItWasAndAtMostAnHour() throws SQLException {
        assertThat(windowAfter(Duration.ofMinutes(20))).isBetween(Duration.ofMinutes(20), Duration.ofMinutes(21));
        assertThat(windowAfter(Duration.ofHours(5))).isEqualTo(Duration.ofHours(1));
    }

    /** Over how long counts are asked for where the last answer is so old. */
    private Duration windowAfter(Duration outage) throws SQLException {
        List<Duration> windows = new ArrayList<>();
        source.counts(new Arm(0, 500), new Arm(10, 9_500));
        try (WatchBench bench = serving(WatchPlans.FIVE)) {
            bench.between(number -> {
                bench.evaluator.served(950, 1, 50, 0).reports();
                if (number == 2) {
                    answeredLast(bench, outage);
                }
                if (number == 3) {
                    windows.add(source.lastWindow());
                }
            });
            bench.activities.watch(bench.call, bench.fivePercent());
        }
        return windows.get(0);
    }

    private static void answeredLast(WatchBench bench, Duration ago) throws SQLException {
        WatchedDatabase.run(
                "UPDATE interlock.look SET state = jsonb_set(state, '{outside,judgedTo}',"
                        + " to_jsonb((state -> 'outside' ->> 'judgedTo')::bigint - ?))"
                        + " WHERE migration = ? AND guardrail = 'checkout'",
                ago.toMillis(),
                bench.call.number());
    }

    @Test
    void aSourceThatStaysSilentHoldsAndRollsNothingBack() throws SQLException {
        try (WatchBench bench = serving(WatchPlans.FIVE)) {
            source.hasNothing();

            assertThat(bench.activities.watch(bench.call, bench.fivePercent()))
                    .isEqualTo(
                            new Outcome.NoData("checkout has no number in 6 looks running: no series for the query"));
        }
    }

    @Test
    void theEvidenceOfOneStepGoesOnInTheNext() throws SQLException {
        try (WatchBench bench = serving(WatchPlans.FIVE)) {
            source.counts(new Arm(1, 500), new Arm(10, 9_500));
            bench.activities.watch(bench.call, bench.fivePercent());
            WatchedDatabase.move(bench.key, Percent.FULL);
            source.counts(new Arm(900, 10_000), Arm.NONE);

            Outcome outcome = bench.activities.watch(
                    bench.call, new Task.Watch(1, Percent.FULL, WatchBench.BEGUN, WatchBench.BEGUN.plusSeconds(600)));

            assertThat(outcome)
                    .asInstanceOf(InstanceOfAssertFactories.type(Outcome.Failed.class))
                    .extracting(Outcome.Failed::sentence)
                    .asString()
                    .contains("recorded baseline 30 of 28,500");
        }
    }

    @Test
    void theFirstStepIsNotTakenBeforeTheOldPathIsCounted() throws SQLException {
        try (WatchBench bench = serving(Percent.ZERO)) {
            source.hasNothing();
            bench.between(number -> {
                bench.evaluator.served(1_000, 1, 0, 0).reports();
                if (number == 5) {
                    source.counts(Arm.NONE, new Arm(1, 1_000));
                }
            });

            assertThat(bench.activities.awaitEvaluators(bench.call, null)).isInstanceOf(Outcome.Done.class);
            assertThat(bench.waits()).isEqualTo(5);
        }
    }

    private WatchBench serving(Percent percent) throws SQLException {
        return WatchBench.at(percent, Questions.checkout()).answering(source).serving(950, 1, 50, 0);
    }

    private static List<String> column(WatchBench bench, String column) throws SQLException {
        return WatchedDatabase.rows(
                "SELECT " + column + "::text FROM interlock.look WHERE migration = ? AND guardrail = 'checkout'"
                        + " ORDER BY window_end",
                row -> row.getString(1),
                bench.call.number());
    }
}
