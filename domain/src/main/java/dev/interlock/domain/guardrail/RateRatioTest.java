// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import java.util.List;
import java.util.function.IntToDoubleFunction;

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
 * <p><b>The mixture.</b> A change that begins late is hidden behind all the good data before it, so a process of its own is
 * started at each step and after each {@link RateRatioState#LOOKS_PER_START} looks, the s-th with the share 1/(s(s+1)) of one
 * capital: E = Σ_s w_s E_s, where a process that has not begun stands at 1. A fixed convex combination of supermartingales
 * that begin at 1 is one as well, so the bound holds over all looks of all steps together.
 *
 * <p><b>Its constant size is exact, nothing is merged by approximation.</b> Once two processes have begun, a window multiplies
 * both by the same factor at each grid point. Their capitals at that point can therefore be added up, and the sum goes on as
 * one: C_j ← (C_j + w_s w_j, if a process begins) · factor_j. This is the recursion of the Shiryaev–Roberts statistic (Roberts,
 * "A comparison of some control chart procedures", Technometrics 1966), here with weights that add up to 1. For the same
 * reason evidence goes on where the second arm ends: at 100 % only the factor is another one.
 *
 * <p><b>Clusters.</b> Errors of one user come together. Their logarithm is divided by the dispersion φ between users, which is
 * what dividing all counts by it would do. That is a heuristic (quasi-likelihood) and no theorem; that it keeps the promise is
 * simulated, see {@code docs/benchmarks.md}.
 *
 * @param tolerance ρ, at least 1: the ratio that is still fine
 */
public record RateRatioTest(double tolerance) {

    /** This share of the capital is set aside: it pays for the chance that the recorded baseline's bound is wrong. */
    public static final double SET_ASIDE = 0.1;

    public RateRatioTest {
        if (!(tolerance >= 1)) {
            throw new IllegalArgumentException("a tolerated ratio is at least 1, not " + tolerance);
        }
    }

    /**
     * One window more, with a second arm. An impossible window, or one with an empty arm, changes nothing.
     *
     * @param dispersion φ, at least 1
     */
    public RateRatioState next(RateRatioState state, Counts window, double dispersion) {
        if (!window.possible() || !window.hasBothArms()) {
            return state;
        }
        BernoulliForm bernoulli = BernoulliForm.after(tolerance, state.total());
        boolean frequent = BernoulliForm.isFor(state.total());
        return after(
                state,
                window,
                dispersion,
                point -> frequent
                        ? bernoulli.logFactor(point, window)
                        : PoissonForm.logFactor(tolerance, point, window));
    }

    /**
     * One window more at 100 %, where the recorded baseline is all there is to compare with. An impossible window, or one
     * without a call of the candidate, changes nothing.
     *
     * <p>Whatever the baseline's rate is, it is above {@code bound.rate()} with a chance of at most what is set aside; below it,
     * r^a · exp(−ρ·rate·m·(r−1)) has an expectation of at most 1, by 1 + x ≤ exp(x) for Bernoulli errors too.
     */
    public RateRatioState nextAtFull(RateRatioState state, Counts window, BaselineBound bound) {
        if (!window.possible() || window.candidateEnded() == 0) {
            return state;
        }
        double tolerated = tolerance * bound.rate() * window.candidateEnded();
        return after(
                state,
                window,
                bound.dispersion(),
                point -> window.candidateErrors() * RatioGrid.logRatio(point) - tolerated * RatioGrid.excess(point));
    }

    private static RateRatioState after(
            RateRatioState state, Counts window, double dispersion, IntToDoubleFunction logFactor) {
        RateRatioState due = state.due();
        List<Double> logs = RatioGrid.map(point -> due.logs().get(point) + logFactor.applyAsDouble(point) / dispersion);
        return new RateRatioState(
                logs, due.starts(), due.looks() + 1, due.first(), due.total().plus(window));
    }

    /** The natural logarithm of E over all windows so far. */
    public static double logE(RateRatioState state) {
        double capital = RatioGrid.logSum(RatioGrid.logSum(state.logs()), Math.log(state.keptBack()));
        return Math.log1p(-SET_ASIDE) + capital;
    }
}
