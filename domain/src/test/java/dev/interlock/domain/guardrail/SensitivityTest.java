// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SensitivityTest {

    private static final FailBar BAR = new FailBar(60);
    private static final Sensitivity SENSITIVITY = new Sensitivity(1.25, BAR);

    /** At the ratio that it names the test does FAIL about four times in five, sequential looks helping a little. */
    @ParameterizedTest
    @ValueSource(longs = {500, 2_000, 10_000, 50_000})
    void theRatioItNamesIsSeenFourTimesInFive(long calls) {
        double rate = 0.01;
        RateRatioState quiet = after(new Counts(calls / 100, calls * 19 / 100, calls, 19 * calls));
        double ratio = SENSITIVITY.smallestRatio(quiet, 1);
        Draws draws = new Draws(calls);
        int found = 0;
        for (int ramp = 0; ramp < 200; ramp++) {
            found += seen(draws, calls, rate, ratio) ? 1 : 0;
        }

        assertThat(found / 200.0).isBetween(0.7, 0.95);
    }

    private static boolean seen(Draws draws, long calls, double rate, double ratio) {
        RateRatioState state = RateRatioState.START;
        boolean found = false;
        for (int look = 0; look < 20; look++) {
            long candidate = calls / 20;
            long errors = draws.errors(candidate, rate * ratio);
            long baseline = 0;
            for (int part = 0; part < 19; part++) {
                baseline += draws.errors(candidate, rate);
            }
            state = new RateRatioTest(1.25).next(state, new Counts(errors, baseline, candidate, 19 * candidate), 1);
            found |= BAR.reachedBy(RateRatioTest.logE(state));
        }
        return found;
    }

    @Test
    void moreCallsTellSmallerRatiosApart() {
        double before = Sensitivity.MOST;
        for (long calls = 300; calls < 1_000_000_000L; calls *= 4) {
            double ratio = SENSITIVITY.smallestRatio(after(new Counts(0, calls / 100, calls, 10 * calls)), 1);

            assertThat(ratio).isLessThanOrEqualTo(before).isGreaterThan(1);
            before = ratio;
        }
    }

    @Test
    void aBaselineThatNeverFailsIsTakenToFailOnceInAThousand() {
        double few = SENSITIVITY.smallestRatio(after(new Counts(0, 0, 300, 29_700)), 1);
        double never = SENSITIVITY.smallestRatio(after(new Counts(0, 0, 1_000, 99_000)), 1);
        double rarely = SENSITIVITY.smallestRatio(after(new Counts(0, 99, 1_000, 99_000)), 1);

        assertThat(few).isBetween(10.0, 20.0);
        assertThat(never).isBetween(3.0, 5.0);
        assertThat(rarely).isGreaterThan(never);
    }

    @Test
    void errorsThatComeInClustersHideMore() {
        RateRatioState state = after(new Counts(50, 950, 5_000, 95_000));

        assertThat(SENSITIVITY.smallestRatio(state, 3)).isGreaterThan(SENSITIVITY.smallestRatio(state, 1));
    }

    @Test
    void atFullTheRecordedBaselineSaysWhatCouldBeSeen() {
        RecordedBaseline recorded = new RecordedBaseline(30, 30_000);
        BaselineBound bound = BaselineBound.of(recorded, 0.001, 1);
        RateRatioTest test = new RateRatioTest(1.25);
        RateRatioState few = test.nextAtFull(RateRatioState.START, new Counts(0, 0, 300, 0), bound);
        RateRatioState many = test.nextAtFull(RateRatioState.START, new Counts(10, 0, 10_000, 0), bound);

        assertThat(SENSITIVITY.smallestRatio(few, recorded, bound)).isGreaterThan(10);
        assertThat(SENSITIVITY.smallestRatio(many, recorded, bound)).isLessThan(5);
    }

    @Test
    void nothingIsExcludedBeforeBothArmsHaveACall() {
        assertThat(SENSITIVITY.smallestRatio(RateRatioState.START, 1)).isEqualTo(Sensitivity.MOST);
    }

    private static RateRatioState after(Counts counts) {
        return new RateRatioTest(1.25).next(RateRatioState.START, counts, 1);
    }
}
