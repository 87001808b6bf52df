// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans;

import dev.interlock.domain.plan.PlanRule;
import dev.interlock.domain.plan.Problem;
import dev.interlock.plans.yaml.Section;
import java.util.List;
import java.util.Optional;

/**
 * Where plans may run.
 *
 * @param names empty where nobody can say, as in an offline lint
 */
record KnownDatabases(Optional<List<String>> names) {

    Optional<Problem> judge(Section root) {
        return names.flatMap(known -> root.text("database")
                .filter(database -> !known.contains(database))
                .map(database -> unknown(database, known)));
    }

    private static Problem unknown(String database, List<String> known) {
        return Problem.atKey(
                PlanRule.UNKNOWN_DATABASE,
                "database",
                "no database is called " + database,
                "one of: " + String.join(", ", known));
    }
}
