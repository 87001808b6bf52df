// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;

/** The link of one activity attempt to whoever wants its work. */
public interface Pulse {

    /** From 1. */
    int attempt();

    /**
     * Says that the work goes on.
     *
     * @throws RuntimeException when nobody wants it any more
     */
    void beat(Object details);

    /** Of the activity that the calling thread runs. */
    static Pulse ofActivity() {
        ActivityExecutionContext context = Activity.getExecutionContext();
        int attempt = context.getInfo().getAttempt();
        return new Pulse() {
            @Override
            public int attempt() {
                return attempt;
            }

            @Override
            public void beat(Object details) {
                context.heartbeat(details);
            }
        };
    }
}
