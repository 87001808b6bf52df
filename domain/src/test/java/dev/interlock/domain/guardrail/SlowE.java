// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** The oracle: E as the formula reads, in direct products of 60 digits. */
final class SlowE {

    private static final MathContext DIGITS = new MathContext(60);

    private SlowE() {}

    static BigDecimal of(double tolerance, List<Counts> windows) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int point = 0; point < RatioGrid.SIZE; point++) {
            sum = sum.add(product(new BigDecimal(tolerance), new BigDecimal(RatioGrid.ratio(point)), windows));
        }
        return sum.divide(BigDecimal.valueOf(RatioGrid.SIZE), DIGITS);
    }

    private static BigDecimal product(BigDecimal tolerance, BigDecimal ratio, List<Counts> windows) {
        BigDecimal product = BigDecimal.ONE;
        for (Counts window : windows) {
            BigDecimal looked = theta(tolerance.multiply(ratio), window);
            BigDecimal tolerated = theta(tolerance, window);
            BigDecimal candidate = looked.divide(tolerated, DIGITS);
            BigDecimal baseline = BigDecimal.ONE.subtract(looked).divide(BigDecimal.ONE.subtract(tolerated), DIGITS);
            product = product.multiply(candidate.pow((int) window.candidateErrors(), DIGITS), DIGITS)
                    .multiply(baseline.pow((int) window.baselineErrors(), DIGITS), DIGITS);
        }
        return product;
    }

    private static BigDecimal theta(BigDecimal ratio, Counts window) {
        BigDecimal share =
                BigDecimal.valueOf(window.candidateEnded()).divide(BigDecimal.valueOf(window.ended()), DIGITS);
        BigDecimal weighted = ratio.multiply(share, DIGITS);
        return weighted.divide(weighted.add(BigDecimal.ONE).subtract(share), DIGITS);
    }
}
