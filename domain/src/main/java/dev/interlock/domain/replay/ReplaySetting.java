// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.replay;

import dev.interlock.domain.guardrail.CountedWindow;
import dev.interlock.domain.guardrail.FailBar;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.domain.plan.Percent;

/**
 * What is the same for every guardrail of one replay.
 *
 * @param bar shared by all guardrails of the plan, those that are not replayed among them
 * @param percent at which the past stood: an arm that a flag would have left empty is not asked for
 * @param window over which the source is asked
 */
public record ReplaySetting(FailBar bar, double mustExclude, Percent percent, CountedWindow window) {

    public static ReplaySetting of(MigrationPlan plan, Percent percent, CountedWindow window) {
        return new ReplaySetting(FailBar.of(plan.guardrails(), plan.alpha()), plan.mustExclude(), percent, window);
    }
}
