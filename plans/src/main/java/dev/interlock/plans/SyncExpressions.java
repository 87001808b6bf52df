// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans;

import dev.interlock.domain.ddl.ParsedExpression;
import dev.interlock.domain.plan.Placed;
import dev.interlock.domain.plan.PlanRule;
import dev.interlock.domain.plan.Problem;
import dev.interlock.domain.plan.Problem.Severity;
import dev.interlock.domain.plan.SyncRule;
import dev.interlock.plans.sql.Expressions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/** Reads the expressions of a sync before PostgreSQL does. Preflight runs them on real rows. */
final class SyncExpressions {

    private SyncExpressions() {}

    static List<Problem> judge(Placed<SyncRule> sync) {
        List<Problem> problems = new ArrayList<>();
        judge(sync.path() + ".forward", sync.value().forward(), problems);
        judge(sync.path() + ".backward", sync.value().backward(), problems);
        return problems;
    }

    private static void judge(String path, SortedMap<String, String> side, List<Problem> problems) {
        side.forEach((column, expression) ->
                judge(path + "." + column, expression, side.keySet()).ifPresent(problems::add));
    }

    private static Optional<Problem> judge(String path, String expression, Set<String> own) {
        if (!Expressions.isClosed(expression)) {
            return Optional.of(problem(
                    PlanRule.SYNC_EXPRESSION,
                    Severity.ERROR,
                    path,
                    "quotes and parentheses do not close, or a semicolon or comment stands in it"));
        }
        Optional<ParsedExpression> parsed = Expressions.parse(expression);
        if (parsed.isEmpty()) {
            return Optional.of(problem(
                    PlanRule.SYNC_EXPRESSION,
                    Severity.WARNING,
                    path,
                    "the parser does not know this expression; preflight tries it on real rows"));
        }
        if (parsed.get().otherRows()) {
            return Optional.of(problem(
                    PlanRule.SYNC_EXPRESSION,
                    Severity.ERROR,
                    path,
                    "it selects other rows, which may change without this one"));
        }
        Set<String> crossed = new TreeSet<>(parsed.get().columns());
        crossed.retainAll(own);
        return crossed.isEmpty()
                ? Optional.empty()
                : Optional.of(problem(
                        PlanRule.SYNC_CROSSES_SIDES,
                        Severity.ERROR,
                        path,
                        "it reads " + String.join(", ", crossed) + ", which is on the side that it computes"));
    }

    private static Problem problem(PlanRule rule, Severity severity, String path, String message) {
        return new Problem(
                rule.code(), severity, null, null, path, message, "one expression over columns of the other side");
    }
}
