// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.replay;

import java.time.Duration;
import java.time.Instant;

/**
 * Looks at past moments, evenly apart. The first window begins at {@code from}.
 *
 * @param step between two looks, above zero
 */
public record PastLooks(Instant from, Instant to, Duration step) {

    public PastLooks {
        if (step.isZero() || step.isNegative()) {
            throw new IllegalArgumentException("looks are some time apart, not " + step);
        }
    }

    /** How many fit in; none where {@code to} is not a step after {@code from}. */
    public long count() {
        return Math.max(0, Duration.between(from, to).dividedBy(step));
    }

    /** @param number from 1 on; 0 is where the first window begins */
    public Instant at(long number) {
        return from.plus(step.multipliedBy(number));
    }

    /** The last look, at most a step before {@code to}: what comes after it is not looked at. */
    public Instant last() {
        return at(count());
    }
}
