// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.plan;

import java.util.ArrayList;
import java.util.List;

/** Both sides of a sync can be computed from each other, and no column is on both. */
final class SyncRules {

    private SyncRules() {}

    static List<Problem> judge(PlanDraft draft) {
        List<Problem> problems = new ArrayList<>();
        for (Placed<SyncRule> sync : draft.sync()) {
            sides(sync, problems);
            witness(sync, problems);
        }
        return problems;
    }

    private static void sides(Placed<SyncRule> sync, List<Problem> problems) {
        SyncRule rule = sync.value();
        if (rule.forward().isEmpty()) {
            problems.add(empty(sync.path() + ".forward", "no column of the new side is named"));
        }
        if (rule.backward().isEmpty()) {
            problems.add(empty(sync.path() + ".backward", "no column of the old side is named"));
        }
        for (String column : rule.backward().keySet()) {
            if (rule.forward().containsKey(column)) {
                problems.add(Problem.atKey(
                        PlanRule.SYNC_OVERLAP,
                        sync.path() + ".backward." + column,
                        column + " is on the new side by forward and on the old side by backward",
                        "it on one side only"));
            }
        }
    }

    private static Problem empty(String path, String message) {
        return Problem.atKey(PlanRule.SYNC_EMPTY_SIDE, path, message, "column: expression");
    }

    private static void witness(Placed<SyncRule> sync, List<Problem> problems) {
        sync.value()
                .witness()
                .filter(witness -> !sync.value().forward().containsKey(witness))
                .ifPresent(witness -> problems.add(Problem.atKey(
                        PlanRule.SYNC_WITNESS,
                        sync.path() + ".witness",
                        witness + " is no column of the new side",
                        "one of " + String.join(", ", sync.value().forward().keySet()))));
    }
}
