// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

/**
 * The sequential rate-ratio test: does the candidate fail more than ρ times as often as the baseline?
 *
 * <p>Per window, with candidate errors a, baseline errors b and ended calls m, n: q = m/(m+n) and
 * θ(s) = sq/(sq+1−q) is the chance that an error is the candidate's when it fails s times as often. Over a grid of ratios r_j
 * with equal weights w_j, E = Σ_j w_j Π_t [θ(ρ r_j)/θ(ρ)]^a [(1−θ(ρ r_j))/(1−θ(ρ))]^b. While the true ratio is at most ρ, the
 * chance that E <em>ever</em> reaches 1/α is at most α, however often one looks (Ville's inequality). Lindon and Malek,
 * "Anytime-valid inference for multinomial count data", NeurIPS 2022; the Bernoulli form is explained at
 * {@link BernoulliForm}.
 *
 * @param tolerance ρ, at least 1: the ratio that is still fine
 */
public record RateRatioTest(double tolerance) {

    public RateRatioTest {
        if (!(tolerance >= 1)) {
            throw new IllegalArgumentException("a tolerated ratio is at least 1, not " + tolerance);
        }
    }

    /** One window more. An impossible window, or one with an empty arm, changes nothing. */
    public RateRatioState next(RateRatioState state, Counts window) {
        if (!window.possible() || !window.hasBothArms()) {
            return state;
        }
        BernoulliForm bernoulli = BernoulliForm.after(tolerance, state.total());
        boolean frequent = BernoulliForm.isFor(state.total());
        return new RateRatioState(
                RatioGrid.map(point -> state.logs().get(point)
                        + (frequent
                                ? bernoulli.logFactor(point, window)
                                : PoissonForm.logFactor(tolerance, point, window))),
                state.total().plus(window));
    }

    /** The natural logarithm of E over all windows so far. */
    public double logE(RateRatioState state) {
        return RatioGrid.logMean(state.logs());
    }

    /**
     * The same E at 100 %: all that the candidate did since the process began is one window, the recorded calls are its
     * other arm. One error is added to the recorded ones. That makes E the Bayes factor under a flat prior on the baseline's
     * rate, so that the rate's own uncertainty, which every look shares, is paid for (simulated: false alarms stay below α
     * over a thousand looks, from a hundred to a million recorded calls).
     */
    public double logE(RecordedBaseline baseline, Counts candidate) {
        double errors = candidate.candidateErrors();
        return RatioGrid.logMean(RatioGrid.map(point -> PoissonForm.logFactor(
                tolerance, point, errors, errors + baseline.errors() + 1, (double) candidate.candidateEnded(), (double)
                        baseline.ended())));
    }
}
