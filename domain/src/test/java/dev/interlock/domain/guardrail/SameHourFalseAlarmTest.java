// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.guardrail.RecordedBaseline.SameHour;
import dev.interlock.domain.plan.Percent;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Seeded soaks of a week with a daily course: one hour in six a batch makes twelve times the errors. Forty hours were recorded, of
 * which the batch had six; the new path is at the edge of what is tolerated, or fails five times as often.
 */
final class SameHourFalseAlarmTest {

    private static final double ALPHA = 0.05;
    private static final int SOAKS = 100;
    private static final int RECORDED = 12_000;
    private static final int LOOKS = 6;
    private static final int CALLS = 2_000;
    private static final RateJudge JUDGE =
            new RateJudge(Rules.ERRORS, FailBar.of(List.of(Rules.ERRORS), ALPHA), 5, RateJudge.FAILS);

    @Test
    void soaksAtTheEdgeOfWhatIsToleratedFailAtMostAsOftenAsAlphaSays() {
        assertThat(share(1.25, true)).isLessThanOrEqualTo(ALPHA);
    }

    @Test
    void theSameSoaksFailByTheMeanOfAllHours() {
        assertThat(share(1.25, false)).isGreaterThan(0.9);
    }

    @Test
    void fiveTimesTheErrorsAreFound() {
        assertThat(share(5, true)).isGreaterThan(0.99);
    }

    private static double share(double ratio, boolean byHour) {
        Draws draws = new Draws(23);
        int alarms = 0;
        for (int soak = 0; soak < SOAKS; soak++) {
            alarms += alarm(draws, ratio, byHour) ? 1 : 0;
        }
        return alarms / (double) SOAKS;
    }

    private static boolean alarm(Draws draws, double ratio, boolean byHour) {
        SameHour[] hours = new SameHour[40];
        long errors = 0;
        for (int hour = 0; hour < hours.length; hour++) {
            hours[hour] = new SameHour("hour " + hour, draws.errors(RECORDED, rate(hour)), RECORDED);
            errors += hours[hour].errors();
        }
        RateRatioState state = RateRatioState.START;
        for (SameHour hour : hours) {
            int number = List.of(hours).indexOf(hour);
            RecordedBaseline recorded = new RecordedBaseline(
                    errors, (long) RECORDED * hours.length, byHour ? Optional.of(hour) : Optional.empty());
            for (int look = 0; look < LOOKS; look++) {
                Counts window = new Counts(draws.errors(CALLS, rate(number) * ratio), 0, CALLS, 0);
                Judgement judgement =
                        JUDGE.judge(state, new RateJudge.Window(Percent.FULL, window, recorded, 1, false));
                if (judgement.verdict() == Verdict.FAIL) {
                    return true;
                }
                state = (RateRatioState) judgement.state();
            }
        }
        return false;
    }

    private static double rate(int hour) {
        return hour % 6 == 0 ? 0.048 : 0.004;
    }
}
