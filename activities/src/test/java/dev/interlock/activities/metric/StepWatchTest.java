// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.GuardrailRule;
import dev.interlock.domain.plan.Windows;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

final class StepWatchTest {

    @Test
    void aStepPassesAtTheEndOfItsHoldTimeWithTheNumbers() throws SQLException {
        try (WatchBench bench =
                WatchBench.at(WatchPlans.FIVE, WatchPlans.ERRORS).serving(950, 1, 50, 0)) {
            Outcome outcome = bench.activities.watch(bench.call, bench.fivePercent());

            assertThat(outcome)
                    .asInstanceOf(InstanceOfAssertFactories.type(Outcome.Passed.class))
                    .extracting(Outcome.Passed::sentence)
                    .asString()
                    .startsWith("candidate 150, baseline 2,850 requests ended; errors: candidate fails 0 of 150");
            assertThat(bench.waits()).isEqualTo(3);
        }
    }

    @Test
    void manyTimesTheErrorsFailLongBeforeTheHoldTimeIsOver() throws SQLException {
        try (WatchBench bench =
                WatchBench.at(WatchPlans.FIVE, WatchPlans.ERRORS).serving(950, 1, 50, 10)) {
            Outcome outcome = bench.activities.watch(bench.call, bench.fivePercent());

            assertThat(outcome)
                    .asInstanceOf(InstanceOfAssertFactories.type(Outcome.Failed.class))
                    .returns("errors", Outcome.Failed::guardrail)
                    .returns(true, Outcome.Failed::rollback)
                    .extracting(Outcome.Failed::sentence)
                    .asString()
                    .startsWith("candidate fails 10 of 50 requests, baseline 1 of 950: E = ")
                    .endsWith(" ≥ 20, rolled back");
            assertThat(bench.waits()).isEqualTo(1);
        }
    }

    @Test
    void aGuardrailThatOnlyRecordsLeavesARowAndLetsTheStepPass() throws SQLException {
        GuardrailRule record = WatchPlans.errors(GuardrailRule.OnFail.RECORD);
        try (WatchBench bench = WatchBench.at(WatchPlans.FIVE, record).serving(950, 1, 50, 10)) {
            Outcome outcome = bench.activities.watch(bench.call, bench.fivePercent());

            assertThat(outcome).isInstanceOf(Outcome.Passed.class);
            assertThat(verdicts(bench, "errors")).containsExactly("NO_DATA", "FAIL", "FAIL", "FAIL");
        }
    }

    @Test
    void tooFewRequestsKeepAStepUntilTheLongestHoldIsOver() throws SQLException {
        try (WatchBench bench =
                WatchBench.at(WatchPlans.FIVE, WatchPlans.ERRORS).serving(950, 0, 1, 0)) {
            Outcome outcome = bench.activities.watch(bench.call, bench.fivePercent());

            assertThat(outcome).isInstanceOf(Outcome.Inconclusive.class);
            assertThat(bench.waits()).isEqualTo((int) WatchPlans.MAX_HOLD.dividedBy(WatchPlans.LOOK_EVERY));
        }
    }

    @Test
    void nobodyIsCalledForTooFewRequestsBeforeTheNextStepCanBeTaken() throws SQLException {
        Windows closedForTenMinutes = new Windows(
                List.of(from(LocalTime.of(9, 0), LocalTime.of(10, 5)), from(LocalTime.of(10, 15), LocalTime.of(12, 0))),
                ZoneOffset.UTC,
                List.of());
        try (WatchBench bench = WatchBench.within(closedForTenMinutes, WatchPlans.FIVE, WatchPlans.ERRORS)
                .serving(950, 0, 1, 0)) {
            Outcome outcome = bench.activities.watch(bench.call, bench.fivePercent());

            assertThat(outcome).isInstanceOf(Outcome.Inconclusive.class);
            assertThat(bench.waits()).isEqualTo((int) Duration.ofMinutes(15).dividedBy(WatchPlans.LOOK_EVERY));
        }
    }

    @Test
    void requestsThatComeAfterTheHoldTimeStillLetTheStepPass() throws SQLException {
        try (WatchBench bench =
                WatchBench.at(WatchPlans.FIVE, WatchPlans.ERRORS).serving(950, 0, 10, 0)) {
            Outcome outcome = bench.activities.watch(bench.call, bench.fivePercent());

            assertThat(outcome).isInstanceOf(Outcome.Passed.class);
            assertThat(bench.waits()).isEqualTo(10);
        }
    }

    @Test
    void nobodyWhoReportsTheFlagIsNoData() throws SQLException {
        try (WatchBench bench = WatchBench.at(WatchPlans.FIVE, WatchPlans.ERRORS)) {
            assertThat(bench.activities.watch(bench.call, bench.fivePercent()))
                    .isEqualTo(new Outcome.NoData("no live evaluator reports the flag"));
        }
    }

    @Test
    void anEvaluatorThatSaidGoodbyeOrFellSilentIsNotLive() throws SQLException {
        try (WatchBench bench = WatchBench.at(WatchPlans.FIVE, WatchPlans.ERRORS)) {
            bench.evaluator.reports();
            bench.evaluator.fallsSilentFor(16);
            new FakeEvaluator(bench.key, "shop-2").saysGoodbye();

            assertThat(bench.activities.watch(bench.call, bench.fivePercent())).isInstanceOf(Outcome.NoData.class);
        }
    }

    @Test
    void sixLooksWithoutACallAreNoData() throws SQLException {
        try (WatchBench bench =
                WatchBench.at(WatchPlans.FIVE, WatchPlans.ERRORS).serving(0, 0, 0, 0)) {
            Outcome outcome = bench.activities.watch(bench.call, bench.fivePercent());

            assertThat(outcome).isEqualTo(new Outcome.NoData("no call ended in 6 looks running"));
            assertThat(bench.waits()).isEqualTo(6);
        }
    }

    @Test
    void looksBetweenTwoReportsOfALiveEvaluatorAreNotSilence() throws SQLException {
        try (WatchBench bench = WatchBench.at(WatchPlans.FIVE, WatchPlans.ERRORS)) {
            bench.evaluator.reports();
            bench.between(number -> {
                if (number == 8) {
                    bench.evaluator.served(2850, 0, 150, 0).reports();
                }
            });

            assertThat(bench.activities.watch(bench.call, bench.fivePercent())).isInstanceOf(Outcome.Passed.class);
            assertThat(bench.waits()).isEqualTo(8);
        }
    }

    @Test
    void aKillIsReadBackAtTheNextLook() throws SQLException {
        try (WatchBench bench = WatchBench.at(WatchPlans.FIVE, WatchPlans.ERRORS)) {
            bench.evaluator.reports();
            bench.between(number -> WatchedDatabase.zero(bench.key));

            Outcome outcome = bench.activities.watch(bench.call, bench.fivePercent());

            assertThat(outcome)
                    .asInstanceOf(InstanceOfAssertFactories.type(Outcome.FlagMoved.class))
                    .returns(1L, Outcome.FlagMoved::epoch)
                    .returns("boris", Outcome.FlagMoved::actor)
                    .returns("smoke", Outcome.FlagMoved::reason);
            assertThat(bench.waits()).isEqualTo(1);
        }
    }

    @Test
    void aCallThatTheLedgerHasLeftBehindChangesNothing() throws SQLException {
        try (WatchBench bench =
                WatchBench.at(WatchPlans.FIVE, WatchPlans.ERRORS).serving(950, 0, 50, 0)) {
            WatchedDatabase.run(
                    "UPDATE interlock.migration SET run_id = 'other' WHERE number = ?", bench.call.number());

            assertThatThrownBy(() -> bench.activities.watch(bench.call, bench.fivePercent()))
                    .hasStackTraceContaining("left-behind");
            assertThat(verdicts(bench, LookBook.TRAFFIC)).isEmpty();
        }
    }

    private static Windows.Range from(LocalTime opens, LocalTime closes) {
        return new Windows.Range(List.of(DayOfWeek.values()), opens, closes);
    }

    private static List<String> verdicts(WatchBench bench, String guardrail) throws SQLException {
        return WatchedDatabase.rows(
                "SELECT verdict FROM interlock.look WHERE migration = ? AND guardrail = ? ORDER BY window_end",
                row -> row.getString(1),
                bench.call.number(),
                guardrail);
    }
}
