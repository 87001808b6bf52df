// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

/**
 * One window's factor of E where errors are so frequent that successes say something as well.
 *
 * <p>The likelihood of the window under (candidate ρrp, baseline p), divided by that under the nearest pair with
 * candidate = ρ · baseline, nearest in Kullback–Leibler divergence. Its expectation is at most 1 for every pair with
 * candidate ≤ ρ · baseline, because those pairs are a convex set (Turner, Ly and Grünwald, "Generic E-variables for exact
 * sequential k-sample tests", 2021). With p → 0 it becomes {@link PoissonForm}.
 *
 * @param tolerance ρ
 * @param rate p, the baseline's error rate as it was known <em>before</em> this window; anything else would let the window
 *     choose its own yardstick
 */
record BernoulliForm(double tolerance, double rate) {

    /** Above this share of failed calls the form is worth its trouble. */
    private static final double FREQUENT = 0.1;

    static boolean isFor(Counts before) {
        return before.errors() > FREQUENT * before.ended();
    }

    static BernoulliForm after(double tolerance, Counts before) {
        return new BernoulliForm(tolerance, (before.baselineErrors() + 0.5) / (before.baselineEnded() + 1.0));
    }

    double logFactor(int point, Counts window) {
        double tolerated = tolerance * rate;
        if (tolerated >= 1) {
            return 0;
        }
        double candidate = Math.min(tolerated * RatioGrid.ratio(point), (1 + tolerated) / 2);
        double nearest = nearest(candidate, window);
        return arm(window.candidateErrors(), window.candidateEnded(), candidate, tolerance * nearest)
                + arm(window.baselineErrors(), window.baselineEnded(), rate, nearest);
    }

    private static double arm(long errors, long ended, double looked, double nearest) {
        return errors * Math.log(looked / nearest) + (ended - errors) * (Math.log1p(-looked) - Math.log1p(-nearest));
    }

    /**
     * The baseline rate x that makes (ρx, x) most likely when the rates are (candidate, rate): the smaller root of
     * ρ(m+n)x² − (A+ρB+ρm+n)x + (A+B) = 0, with the expected errors A and B.
     */
    private double nearest(double candidate, Counts window) {
        double expectedCandidate = window.candidateEnded() * candidate;
        double expectedBaseline = window.baselineEnded() * rate;
        double square = tolerance * window.ended();
        double linear =
                expectedCandidate + tolerance * (expectedBaseline + window.candidateEnded()) + window.baselineEnded();
        double constant = expectedCandidate + expectedBaseline;
        return 2 * constant / (linear + Math.sqrt(linear * linear - 4 * square * constant));
    }
}
