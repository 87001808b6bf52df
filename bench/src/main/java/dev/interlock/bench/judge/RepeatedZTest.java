// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.judge;

import dev.interlock.domain.guardrail.Counts;

/**
 * What is done by hand: at each look the two proportions of the step so far are compared by a pooled z-test, one-sided at 5 %. At
 * 100 % the step is compared with all that the old path did before.
 */
final class RepeatedZTest implements RollbackRule {

    private static final double CRITICAL = 1.6449;
    private static final long FEWEST_ERRORS = 5;

    private Counts total = Counts.NONE;
    private Counts recorded = Counts.NONE;
    private int step;

    @Override
    public boolean rollsBack(SimulatedWindow window) {
        if (window.step() != step) {
            step = window.step();
            total = Stream.STEPS[step] == 100
                    ? new Counts(0, recorded.baselineErrors(), 0, recorded.baselineEnded())
                    : Counts.NONE;
        }
        total = total.plus(window.raw());
        recorded = recorded.plus(window.raw());
        return total.hasBothArms() && total.errors() >= FEWEST_ERRORS && z() > CRITICAL;
    }

    private double z() {
        double pooled = (double) total.errors() / total.ended();
        double variance = pooled * (1 - pooled) * (1.0 / total.candidateEnded() + 1.0 / total.baselineEnded());
        double difference = (double) total.candidateErrors() / total.candidateEnded()
                - (double) total.baselineErrors() / total.baselineEnded();
        return difference / Math.sqrt(variance);
    }
}
