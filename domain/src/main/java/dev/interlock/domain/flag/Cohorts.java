// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.flag;

import dev.interlock.domain.plan.Percent;
import dev.interlock.domain.plan.RampSchedule;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The users of a flag by the step that takes them to the new path: a band for each step below 100 %, and a last one for everybody
 * else. The buckets are the flag's own, so the users of the bands up to a step are exactly those who are in at that step: its cohort.
 *
 * @param bounds where a band ends and the next begins, in thousandths of a percent, rising, between 0 and 100 %
 */
public record Cohorts(List<Integer> bounds) {

    /** What evaluators have room for. */
    public static final int MOST_BANDS = 8;

    /** Nobody is told apart. */
    public static final Cohorts NONE = new Cohorts(List.of());

    public Cohorts {
        bounds = List.copyOf(bounds);
        if (bounds.size() >= MOST_BANDS) {
            throw new IllegalArgumentException("users are told apart by at most " + MOST_BANDS + " bands");
        }
        int last = Percent.ZERO.thousandths();
        for (int bound : bounds) {
            if (bound <= last || bound >= Percent.FULL.thousandths()) {
                throw new IllegalArgumentException("the bounds of cohorts rise between 0 and 100 %, not " + bounds);
            }
            last = bound;
        }
    }

    /**
     * Those of a ramp that calibrates; {@link #NONE} of another one. Of more steps than there is room for, as many as there is,
     * evenly chosen, the first and the last among them.
     */
    public static Cohorts of(RampSchedule ramp) {
        if (!ramp.calibrates()) {
            return NONE;
        }
        List<Integer> steps = ramp.steps().stream()
                .map(RampSchedule.Step::percent)
                .filter(percent -> !percent.isZero() && !percent.isFull())
                .map(Percent::thousandths)
                .toList();
        int most = MOST_BANDS - 1;
        return new Cohorts(
                steps.size() <= most
                        ? steps
                        : IntStream.range(0, most)
                                .mapToObj(chosen -> steps.get(chosen * (steps.size() - 1) / (most - 1)))
                                .toList());
    }

    public boolean isNone() {
        return bounds.isEmpty();
    }

    public int bands() {
        return bounds.size() + 1;
    }

    /** The band of one user, from 0 on. */
    public int band(String key, String targetingKey) {
        int bucket = FlagRule.bucket(key, targetingKey);
        int band = 0;
        while (band < bounds.size() && bucket >= bounds.get(band)) {
            band++;
        }
        return band;
    }

    /** How many of all users are in that band, between 0 and 1. */
    public double share(int band) {
        int begin = band == 0 ? Percent.ZERO.thousandths() : bounds.get(band - 1);
        int end = band == bounds.size() ? Percent.FULL.thousandths() : bounds.get(band);
        return (end - begin) / (double) Percent.FULL.thousandths();
    }
}
