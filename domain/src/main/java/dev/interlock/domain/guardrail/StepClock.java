// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import dev.interlock.domain.plan.Percent;

/**
 * How far a step is.
 *
 * @param minRequests ended calls needed in each arm
 * @param holdOver whether its hold time is over
 * @param maxHoldOver whether even {@code ramp.maxHold} is over
 */
public record StepClock(long minRequests, boolean holdOver, boolean maxHoldOver) {

    /** Whether a look with nothing at its threshold is a PASS. */
    public boolean ready(Traffic traffic, Percent percent) {
        return holdOver && traffic.enough(percent, minRequests);
    }
}
