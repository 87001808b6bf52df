// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.judge;

import dev.interlock.bench.judge.RollbackRule.Named;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;

/** Many ramps of one shape. */
final class Ramps {

    private static final double LOOKS_PER_MINUTE = 6;

    private static final int SAMPLES = 5;

    private final Shape shape;
    private final long seed;

    /** @param rows of the bench: all ramps together */
    static int inOneSample(long rows) {
        return Math.toIntExact(Math.max(SAMPLES, rows) / SAMPLES);
    }

    /**
     * One figure for each sample.
     *
     * @param seed of the first sample's first ramp
     * @param ramps in a sample
     */
    static <T> List<T> sampled(Shape shape, long seed, int ramps, Function<Ramps, T> figure) {
        return LongStream.range(0, SAMPLES)
                .mapToObj(sample -> figure.apply(new Ramps(shape, seed + sample * ramps)))
                .toList();
    }

    /** @param seed of the first ramp; each has the next one, whichever rule is asked */
    Ramps(Shape shape, long seed) {
        this.shape = shape;
        this.seed = seed;
    }

    /** The share of ramps that the rule rolls back, in percent. */
    double rolledBack(Named rule, int ramps) {
        int rolledBack = 0;
        for (int ramp = 0; ramp < ramps; ramp++) {
            rolledBack += isRolledBack(rule.rule().get(), new Stream(shape, seed + ramp)) ? 1 : 0;
        }
        return 100.0 * rolledBack / ramps;
    }

    private static boolean isRolledBack(RollbackRule rule, Stream stream) {
        while (stream.hasNext()) {
            if (rule.rollsBack(stream.next())) {
                return true;
            }
        }
        return false;
    }

    /**
     * How a change was found, in the median of those ramps that had not been rolled back before it. Where it is not found, the
     * ramp's end is taken.
     *
     * @param minutes from the change to the rollback
     * @param harmed requests that failed because of the change
     */
    record Found(double minutes, double harmed) {}

    Found found(Named rule, int ramps) {
        List<Found> all = new ArrayList<>();
        for (int ramp = 0; ramp < ramps; ramp++) {
            find(rule.rule().get(), new Stream(shape, seed + ramp), all);
        }
        return new Found(
                median(all.stream().mapToDouble(Found::minutes).toArray()),
                median(all.stream().mapToDouble(Found::harmed).toArray()));
    }

    private void find(RollbackRule rule, Stream stream, List<Found> all) {
        int look = 0;
        double harmed = 0;
        boolean rolledBack = false;
        while (stream.hasNext() && !rolledBack) {
            SimulatedWindow window = stream.next();
            harmed += window.harmed();
            rolledBack = rule.rollsBack(window);
            look++;
        }
        if (look > shape.change().from()) {
            all.add(new Found((look - shape.change().from()) / LOOKS_PER_MINUTE, harmed));
        }
    }

    private static double median(double[] numbers) {
        Arrays.sort(numbers);
        return numbers[numbers.length / 2];
    }
}
