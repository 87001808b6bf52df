// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.count;

import java.util.List;

/** The figures of an arm that most tests look at. */
public final class ArmFigures {

    private ArmFigures() {}

    /** Started, ended, errors, slow, in flight, age of the oldest in milliseconds. */
    public static List<Long> of(ArmCounts arm) {
        return List.of(arm.started(), arm.ended(), arm.errors(), arm.slow(), arm.inFlight(), arm.oldestMillis());
    }
}
