// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

/**
 * What the test could have seen: the smallest ratio of rates that makes it FAIL with a chance of 80 %, by the counts of the
 * present watch.
 *
 * <p>If the candidate's true rate were r times the baseline's p, its errors would be about Poisson with mean μ = r·p·m, and
 * their square root about normal with variance 1/4 (Anscombe, "The transformation of Poisson, binomial and negative-binomial
 * data", Biometrika 1948). So with a chance of 80 % there are at least (√μ − 0.42)² of them. E by that number, out of the share
 * of the process that began with this watch, must reach its threshold; the smallest such r is the answer. E is the test's own
 * formula, so tolerance, grid, the mixture's price, α and the number of guardrails are in it. It leaves out that one looks many
 * times, which only helps.
 *
 * <p>A baseline that fails less than once in a thousand calls, or was not seen to fail, is taken to fail once in a thousand
 * where r is multiplied with its rate: nothing times five is nothing, and nobody can say how many calls would show that.
 */
record Sensitivity(double tolerance, FailBar bar) {

    /** 1 in 1,000. */
    static final double RAREST = 0.001;

    /** Half of the normal distribution's quantile for 80 %. */
    private static final double QUANTILE = 0.8416 / 2;

    /** Beyond this nothing is told apart. */
    static final double MOST = 1_000;

    private static final int HALVINGS = 20;

    /** With a second arm. */
    double smallestRatio(RateRatioState state, double dispersion) {
        Counts total = state.total();
        if (!total.hasBothArms()) {
            return MOST;
        }
        double calls = total.candidateEnded();
        double tolerated = tolerance * calls;
        double baseline = total.baselineErrors() / dispersion;
        double[] prices = RatioGrid.prices(
                point -> Math.log1p(tolerated * RatioGrid.excess(point) / (tolerated + total.baselineEnded())));
        double rate = Math.max(RAREST, total.baselineErrors() / (double) total.baselineEnded());
        double expected = rate * calls / dispersion;
        return smallest(state, expected, errors -> RatioGrid.logMean(errors, errors + baseline, prices));
    }

    /** At 100 %. */
    double smallestRatio(RateRatioState state, RecordedBaseline recorded, BaselineBound bound) {
        double calls = state.total().candidateEnded();
        if (calls == 0) {
            return MOST;
        }
        double tolerated = tolerance * bound.rate() * calls / bound.dispersion();
        double[] prices = RatioGrid.prices(point -> tolerated * RatioGrid.excess(point));
        double rate = Math.max(RAREST, recorded.errors() / (double) recorded.ended());
        return smallest(state, rate * calls / bound.dispersion(), errors -> RatioGrid.logMean(errors, 1, prices));
    }

    /** @param evidence log E of one process by so many errors of the candidate; it rises with them */
    private double smallest(RateRatioState state, double expected, Evidence evidence) {
        double wanted = Math.log(bar.threshold())
                - Math.log1p(-RateRatioTest.SET_ASIDE)
                - Math.log(RateRatioState.share(state.first()));
        double low = 0;
        double high = Math.log(MOST);
        for (int halving = 0; halving < HALVINGS; halving++) {
            double middle = (low + high) / 2;
            double root = Math.sqrt(Math.exp(middle) * expected) - QUANTILE;
            if (root > 0 && evidence.by(root * root) >= wanted) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return Math.exp(high);
    }

    private interface Evidence {
        double by(double errors);
    }
}
