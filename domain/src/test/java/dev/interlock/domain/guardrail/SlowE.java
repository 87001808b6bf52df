// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** The oracle: E as the formula reads, in direct products of 60 digits. */
final class SlowE {

    private static final MathContext DIGITS = new MathContext(60);

    private SlowE() {}

    /** The mixture, process by process: each has a share 1/(s(s+1)) and sees the windows from the one that it begins at. */
    static double mixture(double tolerance, List<Counts> windows, List<Integer> begins) {
        BigDecimal sum = BigDecimal.ONE.divide(BigDecimal.valueOf(begins.size() + 1), DIGITS);
        for (int s = 1; s <= begins.size(); s++) {
            BigDecimal process = of(tolerance, windows.subList(begins.get(s - 1), windows.size()));
            sum = sum.add(process.divide(BigDecimal.valueOf((long) s * (s + 1)), DIGITS));
        }
        return sum.multiply(BigDecimal.valueOf(9))
                .divide(BigDecimal.TEN, DIGITS)
                .doubleValue();
    }

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
