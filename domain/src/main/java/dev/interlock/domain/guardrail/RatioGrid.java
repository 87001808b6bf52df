// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The ratios of error rates that the test looks for, beyond the tolerated one: 1.05 to 64 in equal steps of the
 * logarithm, with equal weights. Neighbours are 1.2 × apart, so that a true ratio between two is lost on neither.
 */
final class RatioGrid {

    static final int SIZE = 24;

    private static final double LOG_FIRST = Math.log(1.05);
    private static final double LOG_STEP = (Math.log(64) - LOG_FIRST) / (SIZE - 1);
    private static final double[] LOGS = IntStream.range(0, SIZE)
            .mapToDouble(point -> LOG_FIRST + point * LOG_STEP)
            .toArray();
    private static final double[] EXCESSES = IntStream.range(0, SIZE)
            .mapToDouble(point -> Math.expm1(LOGS[point]))
            .toArray();

    private RatioGrid() {}

    static double logRatio(int point) {
        return LOGS[point];
    }

    /** The ratio less one, with all its digits. */
    static double excess(int point) {
        return EXCESSES[point];
    }

    static double ratio(int point) {
        return 1 + EXCESSES[point];
    }

    static List<Double> map(IntToDoubleFunction logOfPoint) {
        return IntStream.range(0, SIZE).mapToDouble(logOfPoint).boxed().toList();
    }

    /** The logarithm of the sum of exp(logs), without leaving the range of a double. */
    static double logSum(List<Double> logs) {
        double highest = Double.NEGATIVE_INFINITY;
        for (double log : logs) {
            highest = Math.max(highest, log);
        }
        double sum = 0;
        for (double log : logs) {
            sum += Math.exp(log - highest);
        }
        return highest + Math.log(sum);
    }

    static double logSum(double one, double other) {
        double higher = Math.max(one, other);
        return higher + Math.log1p(Math.exp(Math.min(one, other) - higher));
    }

    /** What one unit of exposure takes from each grid point. */
    static double[] prices(IntToDoubleFunction ofPoint) {
        double[] prices = new double[SIZE];
        Arrays.setAll(prices, ofPoint);
        return prices;
    }

    /** log E of one process that has seen so many errors of the candidate, at so much exposure to each point's price. */
    static double logMean(double errors, double exposure, double[] prices) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int point = 0; point < SIZE; point++) {
            highest = Math.max(highest, errors * LOGS[point] - exposure * prices[point]);
        }
        double sum = 0;
        for (int point = 0; point < SIZE; point++) {
            sum += Math.exp(errors * LOGS[point] - exposure * prices[point] - highest);
        }
        return highest + Math.log(sum / SIZE);
    }
}
