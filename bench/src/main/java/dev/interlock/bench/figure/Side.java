// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.figure;

import java.util.List;

/**
 * One of the two things that are run in turn.
 *
 * @param samples every one of them, in the order in which they were taken
 */
public record Side(String name, List<Double> samples) {

    public Side {
        samples = List.copyOf(samples);
        if (samples.isEmpty()) {
            throw new IllegalArgumentException(name + " has no samples");
        }
    }

    /** The middle one, or the mean of the two in the middle. */
    public double median() {
        List<Double> sorted = samples.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
