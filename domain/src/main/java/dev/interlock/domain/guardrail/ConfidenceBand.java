// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

/**
 * How far a mean may be off, whenever one looks.
 *
 * <p>The one-sided asymptotic confidence sequence of Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas, "Time-uniform central
 * limit theory and asymptotic confidence sequences" (arXiv 2103.06476, equation 134): with n observations, the mean is further
 * below what was seen than {@link #width} standard errors at any n with a chance of at most α, for n not too small.
 */
final class ConfidenceBand {

    /** The number of observations for which the sequence is narrowest. */
    private static final double TUNED_TO = 1_000;

    private ConfidenceBand() {}

    /** In standard errors. */
    static double width(double observations, double alpha) {
        double twice = 2 * alpha;
        double rhoSquared = (-2 * Math.log(twice) + Math.log(-2 * Math.log(twice) + 1)) / TUNED_TO;
        double scaled = observations * rhoSquared;
        return Math.sqrt(2 * (scaled + 1) / scaled * Math.log1p(Math.sqrt(scaled + 1) / twice));
    }
}
