// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Seeded ramps: 1, 5, 20, 50 %, thirty looks each, one mixture per ramp, 6,000 calls a minute, ρ = 1.25, K/α = 20. */
final class FalseAlarmTest {

    private static final double ALPHA = 0.05;
    private static final double BAR = Math.log(1 / ALPHA);
    private static final int LOOKS = 30;
    private static final int CALLS = 6_000;
    private static final List<Integer> STEPS = List.of(1, 5, 20, 50);
    private static final RateRatioTest TEST = new RateRatioTest(1.25);

    @Test
    void rampsWithoutAnEffectAreRolledBackAtMostAsOftenAsAlphaSays() {
        assertThat(share(400, 1, 0.01, 1)).isLessThanOrEqualTo(ALPHA);
    }

    @Test
    void rampsAtTheEdgeOfWhatIsToleratedAreRolledBackAtMostAsOftenAsAlphaSays() {
        assertThat(share(400, 2, 0.01, 1.25)).isLessThanOrEqualTo(ALPHA);
    }

    @Test
    void fiveTimesTheErrorsAreFoundInNearlyEveryRamp() {
        assertThat(share(200, 3, 0.001, 5)).isGreaterThan(0.99);
    }

    @Test
    void fiveTimesTheErrorsAreMostlyFoundAtOnePercentAlready() {
        Draws draws = new Draws(4);
        int found = 0;
        for (int ramp = 0; ramp < 200; ramp++) {
            found += watch(draws, RateRatioState.START, 60, 0.002, 5).alarm() ? 1 : 0;
        }
        assertThat(found).isGreaterThan(120);
    }

    @Test
    void frequentErrorsWithoutAnEffectStayBelowAlphaToo() {
        Draws draws = new Draws(5);
        int alarms = 0;
        for (int ramp = 0; ramp < 100; ramp++) {
            alarms += frequentAlarm(draws, 1.25) ? 1 : 0;
        }
        assertThat(alarms / 100.0).isLessThanOrEqualTo(ALPHA);
    }

    @Test
    void atFullTheRecordedBaselineRaisesFalseAlarmsAtMostAsOftenAsAlphaSays() {
        for (int recorded : List.of(100, 1_000, 10_000)) {
            assertThat(shareAtFull(6 + recorded, 150, recorded, 1.25)).isLessThanOrEqualTo(ALPHA);
        }
    }

    @Test
    void atFullFiveTimesTheRecordedErrorsAreFound() {
        assertThat(shareAtFull(7, 100, 10_000, 5)).isGreaterThan(0.99);
    }

    private static double share(int ramps, long seed, double rate, double ratio) {
        Draws draws = new Draws(seed);
        int alarms = 0;
        for (int ramp = 0; ramp < ramps; ramp++) {
            RateRatioState state = RateRatioState.START;
            boolean alarm = false;
            for (int percent : STEPS) {
                Watched step = watch(draws, state, CALLS * percent / 100, rate, ratio);
                alarm |= step.alarm();
                state = step.state().forTheNextWatch();
            }
            alarms += alarm ? 1 : 0;
        }
        return alarms / (double) ramps;
    }

    private record Watched(RateRatioState state, boolean alarm) {}

    private static Watched watch(Draws draws, RateRatioState before, long candidates, double rate, double ratio) {
        RateRatioState state = before;
        long baselines = CALLS - candidates;
        boolean alarm = false;
        for (int look = 0; look < LOOKS; look++) {
            long errors = draws.errors(candidates, rate * ratio);
            state = TEST.next(state, new Counts(errors, draws.errors(baselines, rate), candidates, baselines), 1);
            alarm |= RateRatioTest.logE(state) >= BAR;
        }
        return new Watched(state, alarm);
    }

    private static boolean frequentAlarm(Draws draws, double ratio) {
        RateRatioState state = RateRatioState.START;
        boolean alarm = false;
        for (int look = 0; look < LOOKS; look++) {
            Counts window = new Counts(draws.coins(60, 0.3 * ratio), draws.coins(240, 0.3), 60, 240);
            state = TEST.next(state, window, 1);
            alarm |= RateRatioTest.logE(state) >= BAR;
        }
        return alarm;
    }

    private static double shareAtFull(long seed, int ramps, int recorded, double ratio) {
        Draws draws = new Draws(seed);
        double rate = 0.01;
        int alarms = 0;
        for (int ramp = 0; ramp < ramps; ramp++) {
            RecordedBaseline baseline = new RecordedBaseline(draws.errors(recorded, rate), recorded);
            BaselineBound bound = BaselineBound.of(baseline, RateRatioTest.SET_ASIDE * ALPHA, 1);
            RateRatioState state = RateRatioState.START;
            boolean alarm = false;
            for (int look = 1; look <= 60; look++) {
                state = TEST.nextAtFull(state, new Counts(draws.errors(500, rate * ratio), 0, 500, 0), bound);
                alarm |= RateRatioTest.logE(state) >= BAR;
            }
            alarms += alarm ? 1 : 0;
        }
        return alarms / (double) ramps;
    }
}
