// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Seeded calibrations of 20 looks: 2,000 calls and 60 new users a look, cohorts of 1, 5, 20 and 50 %, two rates. */
final class CohortFalseAlarmTest {

    private static final int LOOKS = 20;
    private static final int CALLS = 2_000;
    private static final double USERS = 60;

    @Test
    void cohortsThatAreAlikeHoldAtMostAsOftenAsAlphaSays() {
        assertThat(share(1_000, 1, 1)).isLessThanOrEqualTo(Calibrations.ALPHA);
    }

    @Test
    void cohortsThatDifferByNoMoreThanIsToleratedHoldAtMostAsOftenAsAlphaSays() {
        assertThat(share(200, 2, 1.25)).isLessThanOrEqualTo(Calibrations.ALPHA);
    }

    @Test
    void aCohortThatFailsFiveTimesAsOftenIsFound() {
        assertThat(share(100, 3, 5)).isGreaterThan(0.99);
    }

    /** How many of them hold where the users of the first two bands fail so many times as often. */
    private static double share(int calibrations, long seed, double ratio) {
        Draws draws = new Draws(seed);
        int holds = 0;
        for (int calibration = 0; calibration < calibrations; calibration++) {
            holds += holds(draws, ratio) ? 1 : 0;
        }
        return holds / (double) calibrations;
    }

    private static boolean holds(Draws draws, double ratio) {
        Calibrations users = new Calibrations();
        CohortState state = Calibrations.BEGUN;
        for (int look = 0; look < LOOKS; look++) {
            for (int band = 0; band < Calibrations.COHORTS.bands(); band++) {
                double share = Calibrations.COHORTS.share(band);
                long calls = Math.round(CALLS * share);
                long errors = draws.errors(calls, band < 2 ? 0.01 * ratio : 0.01);
                users.add(band, draws.poisson(USERS * share), calls, errors, draws.errors(calls, 0.02));
            }
            CohortLook judged = Calibrations.JUDGE.judge(state, users.reading(), false);
            if (judged.verdict() == Verdict.FAIL || judged.mismatch().isPresent()) {
                return true;
            }
            state = judged.state();
        }
        return false;
    }
}
