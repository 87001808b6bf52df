// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.source.FakeMetricSource;
import dev.interlock.activities.source.Questions;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.lifecycle.Task;
import dev.interlock.domain.plan.GuardrailRule;
import dev.interlock.domain.plan.GuardrailRule.OnFail;
import dev.interlock.domain.plan.Percent;
import java.sql.SQLException;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

final class ThresholdWatchTest {

    private static final GuardrailRule SATURATION = Questions.saturation(OnFail.ROLLBACK);

    private final FakeMetricSource source = new FakeMetricSource();

    @Test
    void aValueBelowItsLimitLetsTheStepPass() throws SQLException {
        try (WatchBench bench = serving(WatchPlans.FIVE, SATURATION)) {
            source.has(0.5);

            Outcome outcome = bench.activities.watch(bench.call, bench.fivePercent());

            assertThat(outcome)
                    .asInstanceOf(InstanceOfAssertFactories.type(Outcome.Passed.class))
                    .extracting(Outcome.Passed::sentence)
                    .asString()
                    .contains("saturation: 0.5 ≤ 0.8");
        }
    }

    @Test
    void aValueAboveItPutsTheRampBackAtTheSecondLook() throws SQLException {
        try (WatchBench bench = serving(WatchPlans.FIVE, SATURATION)) {
            source.has(0.95);

            Outcome outcome = bench.activities.watch(bench.call, bench.fivePercent());

            assertThat(outcome).isEqualTo(new Outcome.Failed("saturation", "0.95 > 0.8 in 2 looks, rolled back", true));
            assertThat(bench.waits()).isEqualTo(1);
        }
    }

    @Test
    void aSourceThatIsDownIsHeldForAfterSixLooksAndNeverRolledBackFor() throws SQLException {
        try (WatchBench bench = serving(WatchPlans.FIVE, SATURATION)) {
            source.isInTrouble("nobody listens");

            Outcome outcome = bench.activities.watch(bench.call, bench.fivePercent());

            assertThat(outcome)
                    .isEqualTo(new Outcome.NoData("saturation has no number in 6 looks running: nobody listens"));
            assertThat(verdicts(bench)).hasSize(6).containsOnly("ERROR");
        }
    }

    @Test
    void aHoldForASourceEndsWhenItAnswersAgain() throws SQLException {
        try (WatchBench bench = serving(WatchPlans.FIVE, SATURATION)) {
            source.hasNothing();
            bench.between(number -> {
                bench.evaluator.served(950, 1, 50, 0).reports();
                if (number == 4) {
                    source.has(0.1);
                }
            });

            Outcome outcome =
                    bench.activities.guard(bench.call, new Task.Guard(WatchPlans.FIVE, WatchBench.BEGUN, true));

            assertThat(outcome).isInstanceOf(Outcome.DataBack.class);
            assertThat(bench.waits()).isEqualTo(4);
        }
    }

    @Test
    void whileItIsHeldAValueAboveTheLimitStillPutsItBack() throws SQLException {
        try (WatchBench bench = serving(WatchPlans.FIVE, SATURATION)) {
            source.has(7);

            Outcome outcome =
                    bench.activities.guard(bench.call, new Task.Guard(WatchPlans.FIVE, WatchBench.BEGUN, false));

            assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        }
    }

    @Test
    void theFirstStepIsNotTakenBeforeTheSourceAnswers() throws SQLException {
        try (WatchBench bench = serving(Percent.ZERO, SATURATION)) {
            source.hasNothing();
            bench.between(number -> {
                bench.evaluator.served(1_000, 1, 0, 0).reports();
                if (number == 9) {
                    source.has(0.1);
                }
            });

            Outcome outcome = bench.activities.awaitEvaluators(bench.call, null);

            assertThat(outcome).isInstanceOf(Outcome.Done.class);
            assertThat(bench.waits()).isEqualTo(9);
        }
    }

    @Test
    void whatOnlyRecordsKeepsNothingFromPassing() throws SQLException {
        try (WatchBench bench = serving(WatchPlans.FIVE, Questions.saturation(OnFail.RECORD))) {
            source.hasNoNumber();

            assertThat(bench.activities.watch(bench.call, bench.fivePercent())).isInstanceOf(Outcome.Passed.class);
            assertThat(verdicts(bench)).containsOnly("NO_DATA");
        }
    }

    @Test
    void theLookKeepsWhatWasAskedAndWhen() throws SQLException {
        try (WatchBench bench = serving(WatchPlans.FIVE, SATURATION)) {
            source.has(0.95);

            bench.activities.watch(bench.call, bench.fivePercent());

            assertThat(column(bench, "asked"))
                    .hasSize(2)
                    .allSatisfy(asked -> assertThat(asked).matches("max\\(rate\\(busy\\[\\d+m?s]\\)\\) at 20.*Z"));
            assertThat(source.questions()).isEqualTo(2);
        }
    }

    @Test
    void aPlanThatAsksNobodyOutsideNeedsNoSource() throws SQLException {
        try (WatchBench bench =
                WatchBench.at(WatchPlans.FIVE, WatchPlans.ERRORS).serving(950, 1, 50, 0)) {
            assertThat(bench.activities.watch(bench.call, bench.fivePercent())).isInstanceOf(Outcome.Passed.class);
        }
    }

    private WatchBench serving(Percent percent, GuardrailRule rule) throws SQLException {
        return WatchBench.at(percent, rule).answering(source).serving(950, 1, 50, 0);
    }

    private static List<String> verdicts(WatchBench bench) throws SQLException {
        return column(bench, "verdict");
    }

    private static List<String> column(WatchBench bench, String column) throws SQLException {
        return WatchedDatabase.rows(
                "SELECT " + column + " FROM interlock.look WHERE migration = ? AND guardrail = 'saturation'"
                        + " ORDER BY window_end",
                row -> row.getString(1),
                bench.call.number());
    }
}
