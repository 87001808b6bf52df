// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans;

import dev.interlock.domain.ddl.ParsedExpression;
import dev.interlock.domain.plan.Placed;
import dev.interlock.domain.plan.PlanRule;
import dev.interlock.domain.plan.Problem;
import dev.interlock.domain.plan.Problem.Severity;
import dev.interlock.domain.plan.SyncRule;
import dev.interlock.plans.sql.Expressions;
import dev.interlock.plans.sql.Unsteady;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/** Reads the expressions of a sync before PostgreSQL does. Preflight runs them on real rows. */
final class SyncExpressions {

    private static final String INSTEAD = "one expression over columns of the other side";

    private SyncExpressions() {}

    static List<Problem> judge(Placed<SyncRule> sync) {
        List<Problem> problems = new ArrayList<>();
        judge(sync.path() + ".forward", sync.value().forward(), problems);
        judge(sync.path() + ".backward", sync.value().backward(), problems);
        return problems;
    }

    private static void judge(String path, SortedMap<String, String> side, List<Problem> problems) {
        side.forEach((column, expression) -> problems.addAll(judge(path + "." + column, expression, side.keySet())));
    }

    private static List<Problem> judge(String path, String expression, Set<String> own) {
        if (!Expressions.isClosed(expression)) {
            return List.of(expression(
                    Severity.ERROR,
                    path,
                    "quotes and parentheses do not close, or a semicolon or comment stands in it"));
        }
        List<Problem> problems = new ArrayList<>();
        Expressions.unsteady(expression).forEach(unsteady -> problems.add(unsteady(path, unsteady)));
        Optional<ParsedExpression> parsed = Expressions.parse(expression);
        if (parsed.isEmpty() && problems.isEmpty()) {
            problems.add(expression(
                    Severity.WARNING,
                    path,
                    "the parser does not know this expression; preflight tries it on real rows"));
        }
        parsed.ifPresent(read -> reads(path, read, own, problems));
        return problems;
    }

    private static void reads(String path, ParsedExpression parsed, Set<String> own, List<Problem> problems) {
        if (parsed.otherRows()) {
            problems.add(problem(
                    PlanRule.SYNC_EXPRESSION,
                    Severity.ERROR,
                    path,
                    "it has a sub-select, and other rows may change without this one",
                    "columns of the other side; over the row's own values, an IMMUTABLE function of yours"));
        }
        Set<String> crossed = new TreeSet<>(parsed.columns());
        crossed.retainAll(own);
        if (!crossed.isEmpty()) {
            problems.add(problem(
                    PlanRule.SYNC_CROSSES_SIDES,
                    Severity.ERROR,
                    path,
                    "it reads " + String.join(", ", crossed) + ", which is on the side that it computes",
                    INSTEAD));
        }
    }

    private static Problem unsteady(String path, Unsteady unsteady) {
        return problem(
                PlanRule.SYNC_UNSTEADY,
                Severity.ERROR,
                path,
                unsteady.what() + " " + unsteady.kind().why() + ", while the row stays the same",
                unsteady.kind().instead());
    }

    private static Problem expression(Severity severity, String path, String message) {
        return problem(PlanRule.SYNC_EXPRESSION, severity, path, message, INSTEAD);
    }

    private static Problem problem(PlanRule rule, Severity severity, String path, String message, String instead) {
        return new Problem(rule.code(), severity, null, null, path, message, instead);
    }
}
