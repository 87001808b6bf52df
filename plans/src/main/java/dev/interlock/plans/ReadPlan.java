// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans;

import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.domain.plan.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What reading a plan gave.
 *
 * @param plan present exactly when no problem is an error
 * @param problems errors, warnings and hints, by file and line
 * @param sha256 of all files, in lower-case hex; the name of this plan on every record
 */
public record ReadPlan(Optional<MigrationPlan> plan, List<Problem> problems, String sha256) {

    public ReadPlan {
        problems = List.copyOf(problems);
    }
}
