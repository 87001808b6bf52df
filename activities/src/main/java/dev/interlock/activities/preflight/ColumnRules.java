// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.preflight;

import dev.interlock.domain.plan.SyncRule;
import dev.interlock.domain.sync.ColumnFact;
import dev.interlock.domain.sync.TableFacts;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whether the columns of a sync rule are such that a written value can be told from one that nobody gave. */
final class ColumnRules {

    private static final Set<String> TAKEN = Set.of("new", "old", "tg_op");

    private final TableFacts facts;
    private final SyncRule rule;
    private final Findings findings;

    ColumnRules(TableFacts facts, SyncRule rule, Findings findings) {
        this.facts = facts;
        this.rule = rule;
        this.findings = findings;
    }

    /** Answers whether the expressions can be looked at: every old column is there. */
    boolean check() {
        refuseIf(rule.forward().isEmpty(), "forward names no column");
        refuseIf(
                rule.backward().isEmpty(),
                "backward names no column: what the new path writes would not reach the old");
        refuseIf(
                !Collections.disjoint(rule.forward().keySet(), rule.backward().keySet()),
                "a column stands on both sides");
        refuseIf(
                rule.witness().isPresent()
                        && !rule.forward().containsKey(rule.witness().get()),
                "witness " + rule.witness().orElse("") + " is not a column of the new side");
        Stream.concat(rule.forward().keySet().stream(), rule.backward().keySet().stream())
                .filter(ColumnRules::isOurs)
                .forEach(name -> findings.refuse("sync: " + facts.table() + ": column " + name
                        + " has a name that the sync's own function uses: give it another name first"));
        Stream.concat(rule.forward().keySet().stream(), rule.backward().keySet().stream())
                .map(facts::column)
                .flatMap(Optional::stream)
                .filter(column -> column.type().isArrayOfLimited())
                .forEach(column -> refuseIf(
                        true,
                        "column " + column.name() + " is an array of a type with a length, and what is longer would be"
                                + " cut off without a word: such columns are not synced"));
        boolean complete = !rule.forward().isEmpty() && !rule.backward().isEmpty();
        for (String name : rule.backward().keySet()) {
            complete &= oldColumn(name);
        }
        rule.forward().keySet().stream()
                .map(facts::column)
                .flatMap(Optional::stream)
                .forEach(this::newColumn);
        return complete;
    }

    /** In a trigger function a variable of such a name would hide what sync itself reads. */
    private static boolean isOurs(String column) {
        return TAKEN.contains(column) || column.startsWith("interlock_");
    }

    private boolean oldColumn(String name) {
        Optional<ColumnFact> column = facts.column(name);
        refuseIf(
                column.isEmpty(), "there is no column " + name + ": backward names the columns that are there already");
        column.ifPresent(this::oldColumn);
        return column.isPresent();
    }

    private void oldColumn(ColumnFact column) {
        String name = "old column " + column.name();
        refuseIf(
                column.generated().isPresent(),
                name + " is generated, so the new path's value cannot be written to it");
        // Nobody gives a number by hand that a sequence gives; a statement that does, on both sides, is a conflict.
        refuseIf(
                column.movingDefault() && !column.numbered(),
                name + " has a default that gives another value each time: one that was written cannot be told from it."
                        + " Let the application give the value, or keep the column out of the sync");
        refuseIf(
                column.constantDefault().isPresent() && rule.witness().isEmpty(),
                name + " has a default: name a witness, a new column that the new path never leaves null");
    }

    private void newColumn(ColumnFact column) {
        NewColumn.problems(column).forEach(problem -> refuseIf(true, problem));
    }

    private void refuseIf(boolean wrong, String reason) {
        findings.refuseIf(wrong, "sync: " + facts.table() + ": " + reason);
    }
}
