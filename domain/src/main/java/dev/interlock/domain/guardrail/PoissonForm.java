// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

/**
 * One window's factor of E for one ratio r, in logarithms, seen from the errors alone.
 *
 * <p>[θ(ρr)/θ(ρ)]^a · [(1−θ(ρr))/(1−θ(ρ))]^b with θ(s) = sq/(sq+1−q) and q = m/(m+n) is
 * r^a · [(ρm+n)/(ρrm+n)]^(a+b); the second factor is written with log1p, so that it keeps its digits for r near 1 and for
 * counts in the milliards. By 1 + x ≤ exp(x) its expectation is at most 1 for Bernoulli errors too, at any rate.
 */
final class PoissonForm {

    private PoissonForm() {}

    static double logFactor(double tolerance, int point, Counts window) {
        return logFactor(
                tolerance,
                point,
                (double) window.candidateErrors(),
                (double) window.errors(),
                (double) window.candidateEnded(),
                (double) window.baselineEnded());
    }

    static double logFactor(
            double tolerance, int point, double candidateErrors, double errors, double candidate, double baseline) {
        double excess = tolerance * candidate * RatioGrid.excess(point);
        return candidateErrors * RatioGrid.logRatio(point)
                - errors * Math.log1p(excess / (tolerance * candidate + baseline));
    }
}
