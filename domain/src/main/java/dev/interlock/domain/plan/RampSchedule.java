// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.plan;

import java.time.Duration;
import java.util.List;

/**
 * The percentages, in rising order, the last one 100 %.
 *
 * @param lookEvery time between two looks of the guardrails
 * @param maxHold inconclusive longer than this: hold for a person
 */
public record RampSchedule(List<Step> steps, Duration lookEvery, Duration maxHold) {

    public RampSchedule {
        steps = List.copyOf(steps);
        if (steps.isEmpty() || !steps.get(steps.size() - 1).percent().isFull()) {
            throw new IllegalArgumentException("a ramp ends at 100 %");
        }
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i - 1).percent().compareTo(steps.get(i).percent()) >= 0) {
                throw new IllegalArgumentException("the steps of a ramp rise");
            }
        }
    }

    /**
     * One step.
     *
     * @param hold the hold time
     * @param minRequests ended calls needed in each arm
     */
    public record Step(Percent percent, Duration hold, long minRequests) {}

    public Step step(int index) {
        return steps.get(index);
    }

    public boolean isLast(int index) {
        return index == steps.size() - 1;
    }
}
