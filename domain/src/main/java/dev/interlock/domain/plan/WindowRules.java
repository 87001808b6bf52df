// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.plan;

import dev.interlock.domain.plan.Windows.Freeze;
import java.time.Instant;
import java.util.Optional;

/** Windows open again within a year, whenever they close: a week comes round, and only a freeze can be longer. */
final class WindowRules {

    private WindowRules() {}

    static Optional<Problem> judge(Windows windows) {
        return windows.freeze().stream()
                .filter(freeze -> !opensWithinAYear(windows, freeze))
                .findFirst()
                .map(freeze -> Problem.atKey(
                        PlanRule.WINDOWS_NEVER_OPEN,
                        "ramp.windows.freeze",
                        "from " + freeze.first() + " on nothing is open for a year: what is allowed lies in the freeze",
                        "fewer frozen days, or times beside them"));
    }

    private static boolean opensWithinAYear(Windows windows, Freeze freeze) {
        Instant begins = freeze.first().atStartOfDay(windows.zone()).toInstant();
        Instant late = begins.plus(Windows.LONGEST_CLOSED);
        return windows.opening(begins).filter(opens -> !opens.isAfter(late)).isPresent();
    }
}
