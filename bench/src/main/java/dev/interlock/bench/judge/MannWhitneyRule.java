// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.judge;

import dev.interlock.domain.guardrail.Counts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * As Kayenta judges: error rates by the minute, of both paths since the step began, compared by the Mann-Whitney U test with a
 * confidence of 98 %, normal approximation with ties. It judges each minute from the tenth on, and at 100 % not at all.
 */
final class MannWhitneyRule implements RollbackRule {

    private static final int LOOKS_PER_POINT = 6;
    private static final int FEWEST_POINTS = 10;
    private static final double CRITICAL = 2.3263;

    private final List<Double> candidate = new ArrayList<>();
    private final List<Double> baseline = new ArrayList<>();
    private Counts minute = Counts.NONE;
    private int looks;
    private int step;

    @Override
    public boolean rollsBack(SimulatedWindow window) {
        if (window.step() != step) {
            step = window.step();
            candidate.clear();
            baseline.clear();
            minute = Counts.NONE;
            looks = 0;
        }
        minute = minute.plus(window.raw());
        looks++;
        if (looks % LOOKS_PER_POINT != 0) {
            return false;
        }
        if (minute.hasBothArms()) {
            candidate.add((double) minute.candidateErrors() / minute.candidateEnded());
            baseline.add((double) minute.baselineErrors() / minute.baselineEnded());
        }
        minute = Counts.NONE;
        return candidate.size() >= FEWEST_POINTS && z() > CRITICAL;
    }

    private double z() {
        double points = candidate.size();
        double above = 0;
        for (double one : candidate) {
            for (double other : baseline) {
                above += one > other ? 1 : one == other ? 0.5 : 0;
            }
        }
        double all = 2 * points;
        double variance = points * points / 12 * (all + 1 - ties() / (all * (all - 1)));
        return variance <= 0 ? 0 : (above - points * points / 2) / Math.sqrt(variance);
    }

    private double ties() {
        List<Double> sorted =
                Stream.concat(candidate.stream(), baseline.stream()).sorted().toList();
        double ties = 0;
        int begin = 0;
        for (int end = 1; end <= sorted.size(); end++) {
            if (end == sorted.size() || !sorted.get(end).equals(sorted.get(begin))) {
                double same = end - begin;
                ties += same * same * same - same;
                begin = end;
            }
        }
        return ties;
    }
}
