// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.lifecycle.Task;
import dev.interlock.domain.plan.Percent;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.sql.SQLException;
import java.util.Objects;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

final class SoakWatchTest {

    @Test
    void stillFineIsAnAttemptThatNobodyNeedsToLookAt() throws SQLException {
        try (WatchBench bench = ramped(30_000, 30)) {
            ApplicationFailure failure = stillFine(bench);

            assertThat(failure.getType()).isEqualTo("still-fine");
            assertThat(failure.isNonRetryable()).isFalse();
            assertThat(failure.getCategory()).isEqualTo(ApplicationErrorCategory.BENIGN);
            assertThat(failure.getNextRetryDelay()).isEqualTo(WatchPlans.CHECK_EVERY);
        }
    }

    @Test
    void eachAttemptContinuesTheLookBefore() throws SQLException {
        try (WatchBench bench = ramped(30_000, 30)) {
            stillFine(bench);
            bench.evaluator.served(0, 0, 1_000, 1).reports();
            stillFine(bench);
            bench.evaluator.served(0, 0, 1_000, 1).reports();

            ApplicationFailure failure = stillFine(bench);

            assertThat(failure.getOriginalMessage())
                    .startsWith(
                            "candidate 2,000, baseline 0 requests ended; errors: candidate fails 2 of 2,000 requests,"
                                    + " recorded baseline 30 of 30,000: E = ");
        }
    }

    @Test
    void theCandidateFailsByWhatTheOldPathDidEarlierInTheRamp() throws SQLException {
        try (WatchBench bench = ramped(30_000, 30)) {
            stillFine(bench);
            bench.evaluator.served(0, 0, 5_000, 60).reports();

            assertThat(bench.activities.soak(bench.call, WatchBench.BEGUN))
                    .asInstanceOf(InstanceOfAssertFactories.type(Outcome.Failed.class))
                    .returns("errors", Outcome.Failed::guardrail);
        }
    }

    @Test
    void whatWasRecordedBeforeTheLastGoingBackIsNoBaseline() throws SQLException {
        try (WatchBench bench = ramped(30_000, 30)) {
            WatchedDatabase.move(bench.key, Percent.ZERO);
            WatchedDatabase.move(bench.key, Percent.FULL);
            stillFine(bench);
            bench.evaluator.served(0, 0, 5_000, 0).reports();

            assertThat(bench.activities.soak(bench.call, WatchBench.BEGUN))
                    .isEqualTo(new Outcome.NoData("errors: no call of the old path was recorded in this ramp"));
        }
    }

    @Test
    void aFlagThatIsNotAtFullIsReported() throws SQLException {
        try (WatchBench bench = ramped(30_000, 30)) {
            WatchedDatabase.move(bench.key, Percent.of(50));

            assertThat(bench.activities.soak(bench.call, WatchBench.BEGUN)).isInstanceOf(Outcome.FlagMoved.class);
        }
    }

    @Test
    void theStepAtFullPassesOnTheCandidatesRequestsAlone() throws SQLException {
        try (WatchBench bench = ramped(30_000, 30)) {
            bench.between(number -> bench.evaluator.served(0, 0, 60, 0).reports());

            Outcome outcome = bench.activities.watch(
                    bench.call, new Task.Watch(1, Percent.FULL, WatchBench.BEGUN, WatchBench.BEGUN));

            assertThat(outcome)
                    .asInstanceOf(InstanceOfAssertFactories.type(Outcome.Passed.class))
                    .extracting(Outcome.Passed::sentence)
                    .asString()
                    .contains("recorded baseline 30 of 30,000");
        }
    }

    /** At 100 %, after a step at 5 % in which the old path did so much. */
    private static WatchBench ramped(long ended, long errors) throws SQLException {
        WatchBench bench = WatchBench.at(WatchPlans.FIVE, WatchPlans.ERRORS).serving(ended / 3, errors / 3, 500, 0);
        bench.activities.watch(bench.call, bench.fivePercent());
        WatchedDatabase.move(bench.key, Percent.FULL);
        return bench;
    }

    private static ApplicationFailure stillFine(WatchBench bench) {
        ActivityFailure failure =
                catchThrowableOfType(ActivityFailure.class, () -> bench.activities.soak(bench.call, WatchBench.BEGUN));
        return (ApplicationFailure) Objects.requireNonNull(failure.getCause());
    }
}
