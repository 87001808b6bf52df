// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RateRatioTestTest {

    private static final RateRatioTest TEST = new RateRatioTest(1.25);

    @ParameterizedTest
    @ValueSource(doubles = {1, 1.25, 2})
    void agreesWithDirectProductsOfSixtyDigits(double tolerance) {
        List<Counts> windows = List.of(
                new Counts(0, 1, 60, 5940),
                new Counts(3, 0, 60, 5940),
                new Counts(2, 7, 300, 5700),
                new Counts(0, 0, 300, 5700),
                new Counts(40, 11, 3000, 3000));

        double logE = logE(new RateRatioTest(tolerance), windows);

        assertThat(logE).isCloseTo(Math.log(SlowE.mixture(tolerance, windows, List.of(0))), within(1e-9));
    }

    @Test
    void eachProcessOfTheMixtureCountsFromWhereItBegan() {
        List<Counts> windows = new ArrayList<>();
        RateRatioState state = RateRatioState.START;
        for (int look = 0; look < 70; look++) {
            if (look == 45) {
                state = state.forTheNextWatch();
            }
            Counts window = new Counts(look > 50 ? 2 : look % 9 == 0 ? 1 : 0, look % 4, 60 + look, 2_000);
            windows.add(window);
            state = TEST.next(state, window, 1);
        }

        assertThat(state.starts()).isEqualTo(3);
        assertThat(RateRatioTest.logE(state))
                .isCloseTo(Math.log(SlowE.mixture(1.25, windows, List.of(0, 30, 45))), within(1e-9));
    }

    @Test
    void aLateChangeIsJudgedByLateData() {
        RateRatioState mixture = RateRatioState.START;
        List<Counts> windows = new ArrayList<>();
        for (int look = 0; look < 660; look++) {
            Counts window = new Counts(look < 600 ? 30 : 90, 30, 3_000, 3_000);
            windows.add(window);
            mixture = TEST.next(mixture, window, 1);
        }

        assertThat(RateRatioTest.logE(mixture)).isGreaterThan(Math.log(1e6));
        assertThat(SlowE.of(1.25, windows).doubleValue()).isLessThan(1);
    }

    @Test
    void clustersWeighAsMuchAsTheirDispersionLeavesOfThem() {
        RateRatioState clustered = TEST.next(RateRatioState.START, new Counts(30, 60, 500, 9_500), 3);
        RateRatioState single = TEST.next(RateRatioState.START, new Counts(10, 20, 500, 9_500), 1);

        assertThat(RateRatioTest.logE(clustered)).isCloseTo(RateRatioTest.logE(single), within(1e-9));
    }

    @Test
    void oneErrorOfTheCandidateInOneCallOfAHundredIsWorthWhatTheFormulaSays() {
        double expected = 0;
        for (int point = 0; point < RatioGrid.SIZE; point++) {
            double ratio = RatioGrid.ratio(point);
            expected += ratio * (1.25 + 99) / (1.25 * ratio + 99) / RatioGrid.SIZE;
        }

        double logE = logE(TEST, List.of(new Counts(1, 0, 1, 99)));

        assertThat(Math.exp(logE)).isCloseTo(0.9 * (expected + 1) / 2, within(1e-12));
    }

    @Test
    void theGridRunsFromFivePercentMoreToSixtyFourTimes() {
        assertThat(RatioGrid.ratio(0)).isCloseTo(1.05, within(1e-12));
        assertThat(RatioGrid.ratio(RatioGrid.SIZE - 1)).isCloseTo(64, within(1e-9));
    }

    @Test
    void noErrorsAreNoEvidence() {
        assertThat(logE(TEST, List.of(new Counts(0, 0, 1_000_000, 1_000_000)))).isCloseTo(Math.log(0.9), within(1e-12));
    }

    @Test
    void windowsWithAnEmptyArmOrImpossibleCountsChangeNothing() {
        RateRatioState state = TEST.next(RateRatioState.START, new Counts(2, 1, 100, 900), 1);

        for (Counts window : List.of(
                new Counts(0, 5, 0, 900),
                new Counts(5, 0, 900, 0),
                new Counts(101, 0, 100, 900),
                new Counts(0, 0, -5, 900))) {
            assertThat(TEST.next(state, window, 1)).isEqualTo(state);
        }
    }

    @Test
    void countsInTheMilliardsStayFiniteAndRight() {
        Counts even = new Counts(1_000_000, 1_000_000, 1_000_000_000, 1_000_000_000);
        Counts worse = new Counts(2_000_000, 1_000_000, 1_000_000_000, 1_000_000_000);

        assertThat(logE(TEST, List.of(even))).isCloseTo(Math.log(0.45), within(1e-9));
        assertThat(logE(TEST, List.of(worse))).isFinite().isGreaterThan(50_000);
        assertThat(logE(TEST, List.of(worse, worse, even))).isFinite();
    }

    @Test
    void theStateIsOfConstantSize() {
        RateRatioState state = RateRatioState.START;
        for (int look = 0; look < 1000; look++) {
            state = TEST.next(state, new Counts(look % 3 == 0 ? 1 : 0, 1, 60, 5940), 1);
        }

        assertThat(state.logs()).hasSize(RatioGrid.SIZE).doesNotContain(Double.NaN);
        assertThat(state.starts()).isEqualTo(34);
        assertThat(state.total()).isEqualTo(new Counts(334, 1000, 60_000, 5_940_000));
    }

    @Test
    void aToleranceBelowOneIsRefused() {
        assertThatThrownBy(() -> new RateRatioTest(0.9)).hasMessageContaining("0.9");
        assertThatThrownBy(() -> new RateRatioTest(Double.NaN)).hasMessageContaining("NaN");
    }

    @Test
    void withRareErrorsTheBernoulliFormIsThePoissonForm() {
        Counts window = new Counts(3, 2, 50_000, 950_000);
        BernoulliForm rare = new BernoulliForm(1.25, 1e-7);

        for (int point = 0; point < RatioGrid.SIZE; point++) {
            assertThat(rare.logFactor(point, window))
                    .isCloseTo(PoissonForm.logFactor(1.25, point, window), within(1e-2));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.2, 0.5, 0.79})
    void theBernoulliFactorIsAnEValueAtTheEdgeOfWhatIsTolerated(double baselineRate) {
        BernoulliForm form = new BernoulliForm(1.25, 0.3);

        for (int point = 0; point < RatioGrid.SIZE; point++) {
            assertThat(expectation(form, point, 3, 5, 1.25 * baselineRate, baselineRate))
                    .isLessThanOrEqualTo(1 + 1e-9);
        }
    }

    @Test
    void frequentErrorsAreJudgedByTheBernoulliFormAndFoundSooner() {
        List<Counts> windows = new ArrayList<>();
        for (int look = 0; look < 12; look++) {
            windows.add(new Counts(55, 300, 100, 900));
        }
        double poisson = 0;
        for (int point = 0; point < RatioGrid.SIZE; point++) {
            poisson = Math.max(poisson, 12 * PoissonForm.logFactor(1.25, point, windows.get(0)));
        }

        double logE = logE(TEST, windows);

        assertThat(logE).isGreaterThan(poisson);
    }

    private static double expectation(
            BernoulliForm form, int point, int candidates, int baselines, double candidateRate, double baselineRate) {
        double sum = 0;
        for (int a = 0; a <= candidates; a++) {
            for (int b = 0; b <= baselines; b++) {
                sum += binomial(candidates, a, candidateRate)
                        * binomial(baselines, b, baselineRate)
                        * Math.exp(form.logFactor(point, new Counts(a, b, candidates, baselines)));
            }
        }
        return sum;
    }

    private static double binomial(int of, int chosen, double rate) {
        double ways = 1;
        for (int i = 0; i < chosen; i++) {
            ways = ways * (of - i) / (i + 1);
        }
        return ways * Math.pow(rate, chosen) * Math.pow(1 - rate, of - chosen);
    }

    private static double logE(RateRatioTest test, List<Counts> windows) {
        RateRatioState state = RateRatioState.START;
        for (Counts window : windows) {
            state = test.next(state, window, 1);
        }
        return RateRatioTest.logE(state);
    }
}
