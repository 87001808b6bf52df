// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.guardrail.SourceReading.Arm;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Seeded ramps on counts as a source works them out from four samples a window: what happens in one quarter of it is not seen, and the
 * rest is taken for 3/4. 1, 5, 20, 50 %, sixty windows each, 6,000 calls a window, at the edge of what is tolerated.
 */
final class EstimatedFalseAlarmTest {

    private static final double ALPHA = 0.05;
    private static final double SEEN = 0.75;
    private static final double RATE = 0.005;
    private static final int WINDOWS = 60;
    private static final int CALLS = 6_000;
    private static final int RAMPS = 300;
    private static final OutsideRatesJudge JUDGE = new OutsideRatesJudge(
            new RateJudge(Rules.ERRORS, FailBar.of(List.of(Rules.ERRORS), ALPHA), 5, RateJudge.FAILS));

    @Test
    void rampsAtTheEdgeOfWhatIsToleratedAreRolledBackAtMostAsOftenAsAlphaSays() {
        assertThat(share(1.25)).isLessThanOrEqualTo(ALPHA);
    }

    @Test
    void fiveTimesTheErrorsAreFoundInNearlyEveryRamp() {
        assertThat(share(5)).isGreaterThan(0.99);
    }

    private static double share(double ratio) {
        Draws draws = new Draws(11);
        int alarms = 0;
        for (int ramp = 0; ramp < RAMPS; ramp++) {
            alarms += alarm(draws, ratio) ? 1 : 0;
        }
        return alarms / (double) RAMPS;
    }

    private static boolean alarm(Draws draws, double ratio) {
        RateRatioState rates = RateRatioState.START;
        for (int percent : List.of(1, 5, 20, 50)) {
            OutsideRatesState state = OutsideRatesState.beginning(rates, 0);
            int candidates = CALLS * percent / 100;
            for (int window = 1; window <= WINDOWS; window++) {
                SourceReading reading = new SourceReading.Counted(
                        "q", arm(draws, candidates, RATE * ratio), arm(draws, CALLS - candidates, RATE));
                Judgement judgement = JUDGE.judge(
                        state,
                        reading,
                        window,
                        new OutsideRatesJudge.Setting(Rules.FIVE, RecordedBaseline.NONE, 1, false));
                if (judgement.verdict() == Verdict.FAIL) {
                    return true;
                }
                state = (OutsideRatesState) judgement.state();
            }
            rates = state.rates().forTheNextWatch();
        }
        return false;
    }

    private static Arm arm(Draws draws, long calls, double rate) {
        return new Arm(draws.poisson(calls * rate * SEEN) / SEEN, calls);
    }
}
