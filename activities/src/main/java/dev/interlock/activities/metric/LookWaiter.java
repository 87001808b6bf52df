// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import java.time.Duration;

/** Lets time pass between two looks. */
@FunctionalInterface
public interface LookWaiter {

    /**
     * Returns when {@code time} has passed.
     *
     * @param heartbeat to be run at once and then at least every second; what it throws ends the wait
     */
    void await(Duration time, Runnable heartbeat) throws InterruptedException;
}
