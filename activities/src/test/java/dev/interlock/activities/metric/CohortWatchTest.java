// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.lifecycle.Task;
import dev.interlock.domain.plan.Percent;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A plan with steps at 5 % and 100 %, so there is one cohort. */
final class CohortWatchTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void cohortsThatAreAlikeAreWatchedForAsLongAsThePlanSays() throws SQLException {
        try (WatchBench bench = alike(WatchBench.calibrating(MINUTE, WatchPlans.ERRORS))) {
            Outcome outcome = bench.activities.calibrate(bench.call, bench.calibration(Duration.ZERO));

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Done.class,
                            done -> assertThat(done.summary())
                                    .startsWith("flag " + bench.key
                                            + " at 0 % is reported by 1 live evaluator; A/A: cohorts of 1 step alike"
                                            + " in 6,000 requests on the old path (700 users), highest E = "));
            assertThat(bench.waits()).isEqualTo((int) MINUTE.dividedBy(WatchPlans.LOOK_EVERY));
            assertThat(verdicts(bench, "interlock:a/a"))
                    .containsExactly(
                            "NO_DATA",
                            "INCONCLUSIVE",
                            "INCONCLUSIVE",
                            "INCONCLUSIVE",
                            "INCONCLUSIVE",
                            "INCONCLUSIVE",
                            "PASS");
        }
    }

    @Test
    void whatIsRememberedIsKeptOnce() throws SQLException {
        try (WatchBench bench = alike(WatchBench.calibrating(MINUTE, WatchPlans.ERRORS))) {
            bench.activities.calibrate(bench.call, bench.calibration(Duration.ZERO));

            assertThat(WatchedDatabase.rows(
                            "SELECT state -> 'cohorts' IS NOT NULL, state ->> 'process' = ? FROM interlock.look"
                                    + " WHERE migration = ? AND guardrail = 'interlock:a/a' ORDER BY window_end",
                            row -> row.getBoolean(1) + " " + row.getBoolean(2),
                            "calibration since " + WatchBench.BEGUN,
                            bench.call.number()))
                    .hasSize(7)
                    .startsWith("false true", "false true")
                    .endsWith("false true", "true true");
        }
    }

    @Test
    void theTimeGoesOnWhereAnEarlierAttemptHasLeftIt() throws SQLException {
        try (WatchBench bench = WatchBench.calibrating(MINUTE, WatchPlans.ERRORS)) {
            Task.Calibrate calibration = bench.calibration(Duration.ZERO);
            alike(bench).between(number -> {
                if (number == 4) {
                    WatchedDatabase.move(bench.key, Percent.of(1));
                }
                bench.evaluator.reports();
            });
            assertThat(bench.activities.calibrate(bench.call, calibration)).isInstanceOf(Outcome.FlagMoved.class);
            WatchedDatabase.move(bench.key, Percent.ZERO);
            alike(bench);

            assertThat(bench.activities.calibrate(bench.call, calibration)).isInstanceOf(Outcome.Done.class);
            assertThat(bench.waits()).isEqualTo((int) MINUTE.dividedBy(WatchPlans.LOOK_EVERY));
        }
    }

    @Test
    void aCohortThatFailsMoreOftenHoldsAndPassesOnceAPersonHasSaidSo() throws SQLException {
        try (WatchBench bench = WatchBench.calibrating(MINUTE, WatchPlans.ERRORS)) {
            bench.evaluator.metInBand(0, 0, 0, 0, 0).reports();
            bench.between(number -> bench.evaluator
                    .metInBand(0, 5, 50, 10, 0)
                    .metInBand(1, 95, 950, 1, 0)
                    .reports());

            Outcome first = bench.activities.calibrate(bench.call, bench.calibration(Duration.ZERO));
            Outcome resumed = bench.activities.calibrate(bench.call, bench.calibration(MINUTE));

            assertThat(first).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
                assertThat(failed.guardrail()).isEqualTo("interlock:a/a");
                assertThat(failed.rollback()).isFalse();
                assertThat(failed.sentence())
                        .startsWith(
                                "users of the 5 % cohort fail 10 of 50 requests, the others 1 of 950, all on the old path")
                        .endsWith("the groups differ before the change, held");
            });
            assertThat(resumed).isInstanceOf(Outcome.Done.class);
            assertThat(verdicts(bench, "interlock:a/a")).contains("FAIL");
        }
    }

    @Test
    void usersThatAreNotSpreadAsTheFlagSplitsThemHold() throws SQLException {
        try (WatchBench bench = WatchBench.calibrating(MINUTE, WatchPlans.ERRORS)) {
            bench.evaluator.reports();
            bench.between(number -> bench.evaluator
                    .metInBand(0, 50, 50, 0, 0)
                    .metInBand(1, 50, 50, 0, 0)
                    .reports());

            assertThat(bench.activities.calibrate(bench.call, bench.calibration(Duration.ZERO)))
                    .isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
                        assertThat(failed.guardrail()).isEqualTo("interlock:split");
                        assertThat(failed.sentence()).contains("between 0 % and 5 %, 50.00 % instead of 5 %");
                    });
        }
    }

    @Test
    void aClientThatDoesNotLabelUsersHoldsAndItsReturnIsTold() throws SQLException {
        try (WatchBench bench = WatchBench.calibrating(MINUTE, WatchPlans.ERRORS)) {
            bench.evaluator.met(5, 0).reports();
            bench.between(number -> bench.evaluator.reports());

            assertThat(bench.activities.calibrate(bench.call, bench.calibration(Duration.ZERO)))
                    .isInstanceOfSatisfying(
                            Outcome.NoData.class,
                            none -> assertThat(none.sentence())
                                    .startsWith("evaluator shop-1 reports users and not which step takes them in"));

            int looks = bench.waits();
            bench.between(number -> {
                if (number > looks + 3) {
                    bench.evaluator.metInBand(0, 1, 1, 0, 0).metInBand(1, 9, 9, 0, 0);
                }
                bench.evaluator.reports();
            });
            assertThat(bench.activities.calibrate(bench.call, new Task.Calibrate(WatchBench.BEGUN, true)))
                    .isInstanceOf(Outcome.DataBack.class);
            assertThat(bench.waits()).isEqualTo(looks + 4);
        }
    }

    @Test
    void nobodyThatReportsTheFlagIsNoData() throws SQLException {
        try (WatchBench bench = WatchBench.calibrating(MINUTE, WatchPlans.ERRORS)) {
            assertThat(bench.activities.calibrate(bench.call, bench.calibration(Duration.ZERO)))
                    .isEqualTo(new Outcome.NoData(
                            "no live evaluator has reported flag " + bench.key + " yet: is the code deployed?"));
        }
    }

    @Test
    void callsOfNobodyInParticularAreNoReasonToHold() throws SQLException {
        try (WatchBench bench =
                WatchBench.calibrating(MINUTE, WatchPlans.ERRORS).serving(100, 1, 0, 0)) {
            assertThat(bench.activities.calibrate(bench.call, bench.calibration(Duration.ZERO)))
                    .isInstanceOfSatisfying(
                            Outcome.Done.class,
                            done -> assertThat(done.summary())
                                    .endsWith(
                                            "no call of a user has ended since this began: nothing to compare cohorts by"));
        }
    }

    @Test
    void itIsNotOverBeforeTheOpeningThatItWaitsFor() throws SQLException {
        try (WatchBench bench = alike(WatchBench.calibrating(MINUTE, WatchPlans.ERRORS))) {
            assertThat(bench.activities.calibrate(bench.call, bench.calibration(MINUTE.multipliedBy(5))))
                    .isInstanceOf(Outcome.Done.class);
            assertThat(bench.waits()).isEqualTo((int) MINUTE.multipliedBy(5).dividedBy(WatchPlans.LOOK_EVERY));
        }
    }

    private static WatchBench alike(WatchBench bench) throws SQLException {
        bench.evaluator.metInBand(0, 5, 50, 1, 0).metInBand(1, 95, 950, 19, 0).reports();
        return bench.between(number -> bench.evaluator
                .metInBand(0, 5, 50, 1, 0)
                .metInBand(1, 95, 950, 19, 0)
                .reports());
    }

    private static List<String> verdicts(WatchBench bench, String guardrail) throws SQLException {
        return WatchedDatabase.rows(
                "SELECT verdict FROM interlock.look WHERE migration = ? AND guardrail = ? ORDER BY window_end",
                row -> row.getString(1),
                bench.call.number(),
                guardrail);
    }
}
