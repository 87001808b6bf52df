// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is synced is filled, what is filled is synced, and what is changed is claimed. */
final class TableRules {

    private TableRules() {}

    static List<Problem> judge(PlanDraft draft) {
        List<Problem> problems = new ArrayList<>();
        duplicates(draft.syncTables(), problems);
        draft.backfill().ifPresent(backfill -> backfill(backfill, draft.syncTables(), problems));
        draft.tables().ifPresent(tables -> claims(tables, draft.touched(), problems));
        return problems;
    }

    private static void backfill(List<Placed<String>> backfill, List<Placed<String>> synced, List<Problem> problems) {
        duplicates(backfill, problems);
        Set<String> known = values(synced);
        for (Placed<String> table : backfill) {
            if (!known.contains(table.value())) {
                problems.add(Problem.atKey(
                        PlanRule.BACKFILL_WITHOUT_SYNC,
                        table.path(),
                        table.value() + " has no sync that says what to fill",
                        "a sync for it, or leave it out"));
            }
        }
        for (Placed<String> table : synced) {
            if (!values(backfill).contains(table.value())) {
                problems.add(Problem.atKey(
                        PlanRule.SYNC_WITHOUT_BACKFILL,
                        "backfill",
                        table.value() + " is synced and not filled, so its present rows stay out of parity",
                        "- table: " + table.value()));
            }
        }
    }

    private static void claims(List<Placed<String>> tables, List<String> touched, List<Problem> problems) {
        duplicates(tables, problems);
        for (String table : touched) {
            if (!values(tables).contains(table)) {
                problems.add(Problem.atKey(
                        PlanRule.UNCLAIMED_TABLE,
                        "tables",
                        table + " is changed by this plan and not claimed",
                        "add " + table + ", or leave tables out"));
            }
        }
    }

    private static void duplicates(List<Placed<String>> tables, List<Problem> problems) {
        Set<String> seen = new HashSet<>();
        for (Placed<String> table : tables) {
            if (!seen.add(table.value())) {
                problems.add(Problem.atKey(
                        PlanRule.DUPLICATE_TABLE, table.path(), table.value() + " stands twice", "it once"));
            }
        }
    }

    private static Set<String> values(List<Placed<String>> placed) {
        Set<String> values = new HashSet<>();
        placed.forEach(each -> values.add(each.value()));
        return values;
    }
}
