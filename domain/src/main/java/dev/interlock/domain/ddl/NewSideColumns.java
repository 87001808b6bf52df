// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.ddl;

import dev.interlock.domain.ddl.Change.Option;
import dev.interlock.domain.plan.PlanRule;
import dev.interlock.domain.plan.Problem;
import dev.interlock.domain.plan.Problem.Severity;
import dev.interlock.domain.plan.SyncRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The columns that an expand makes for a sync's new side, as far as the text tells. What it does not tell, the catalogue is
 * asked when the scripts have run.
 */
public final class NewSideColumns {

    private static final Map<Option, String> WRONG = Map.of(
            Option.GENERATED, "is generated or an identity, so sync could not write it",
            Option.DEFAULT, "has a default, so the old path's INSERT would look like the new path's",
            Option.NOT_NULL, "is NOT NULL, so the old path's INSERT could fail");

    private static final Map<Option, String> INSTEAD = Map.of(
            Option.GENERATED, "a plain column, and its expression as forward",
            Option.DEFAULT, "the column without the default, which contract.sql sets",
            Option.NOT_NULL, "the column without NOT NULL, which contract.sql sets");

    private NewSideColumns() {}

    /** One problem for each thing that sync could not live with, where it stands. */
    public static List<Problem> judge(List<SyncRule> sync, List<ParsedScript> expand) {
        List<Problem> problems = new ArrayList<>();
        for (ParsedScript script : expand) {
            for (ParsedStatement statement : script.statements()) {
                statement.changes().stream()
                        .filter(change -> isNewSide(sync, change))
                        .forEach(change -> judge(script, statement, change, problems));
            }
        }
        return problems;
    }

    private static void judge(ParsedScript script, ParsedStatement statement, Change change, List<Problem> problems) {
        List.of(Option.GENERATED, Option.DEFAULT, Option.NOT_NULL).stream()
                .filter(change::has)
                .map(option -> new Problem(
                        PlanRule.SYNC_NEW_COLUMN.code(),
                        Severity.ERROR,
                        script.path(),
                        statement.line(),
                        null,
                        statement.brief() + ": new-side column "
                                + change.object().orElse("") + " " + WRONG.get(option),
                        INSTEAD.get(option)))
                .forEach(problems::add);
    }

    private static boolean isNewSide(List<SyncRule> sync, Change change) {
        return change.kind() == Change.Kind.ADD_COLUMN
                && sync.stream()
                        .anyMatch(rule -> change.table()
                                        .filter(TableName.of(rule.table())::equals)
                                        .isPresent()
                                && change.object()
                                        .filter(column -> rule.forward().containsKey(column))
                                        .isPresent());
    }
}
