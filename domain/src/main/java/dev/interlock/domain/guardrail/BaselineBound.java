// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

/**
 * How high the old path's rate may be, by what was recorded of it.
 *
 * @param rate errors a call, which the true rate exceeds with a chance of at most what was asked for
 * @param dispersion φ between users, at least 1
 */
public record BaselineBound(double rate, double dispersion) {

    private static final int HALVINGS = 60;

    /**
     * Chernoff's bound: for every μ above b, seeing at most b errors where μ are expected has a chance of at most
     * exp(−(μ − b − b·ln(μ/b))), for Poisson and for Bernoulli errors. The μ at which that is {@code chance} is the bound on
     * what was expected (Boucheron, Lugosi and Massart, "Concentration inequalities", 2013, section 2.2).
     *
     * @param chance of being wrong, above 0 and below 1
     */
    public static BaselineBound of(RecordedBaseline recorded, double chance, double dispersion) {
        double errors = recorded.errors() / dispersion;
        double doubt = -Math.log(chance);
        double low = errors;
        double high = errors + doubt + Math.sqrt(2 * errors * doubt + doubt * doubt);
        for (int halving = 0; halving < HALVINGS; halving++) {
            double middle = (low + high) / 2;
            if (surprise(errors, middle) < doubt) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return new BaselineBound(Math.min(1, high * dispersion / recorded.ended()), dispersion);
    }

    private static double surprise(double errors, double expected) {
        return errors == 0 ? expected : expected - errors - errors * Math.log(expected / errors);
    }
}
