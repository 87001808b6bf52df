// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

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

    private RatioGrid() {}

    static double logRatio(int point) {
        return LOG_FIRST + point * LOG_STEP;
    }

    static double ratio(int point) {
        return Math.exp(logRatio(point));
    }

    static List<Double> map(IntToDoubleFunction logOfPoint) {
        return IntStream.range(0, SIZE).mapToDouble(logOfPoint).boxed().toList();
    }

    /** The logarithm of the mean of exp(logs), without leaving the range of a double. */
    static double logMean(List<Double> logs) {
        double highest = logs.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        double sum = 0;
        for (double log : logs) {
            sum += Math.exp(log - highest);
        }
        return highest + Math.log(sum / logs.size());
    }
}
