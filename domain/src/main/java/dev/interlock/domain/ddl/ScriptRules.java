// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.ddl;

import dev.interlock.domain.plan.PlanRule;
import dev.interlock.domain.plan.Problem;
import dev.interlock.domain.plan.Problem.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What may stand in a script of each phase. */
public final class ScriptRules {

    private ScriptRules() {}

    /** Everything wrong with one script. */
    public static List<Problem> judge(ScriptPhase phase, ParsedScript script) {
        List<Problem> problems = new ArrayList<>();
        if (script.statements().isEmpty()) {
            problems.add(problem(
                    script,
                    1,
                    PlanRule.SQL_EMPTY,
                    Severity.ERROR,
                    "there is no statement in this file",
                    "remove the file or write one"));
        }
        if (phase == ScriptPhase.DROP) {
            placeholder(script).ifPresent(problems::add);
        }
        for (ParsedStatement statement : script.statements()) {
            judge(phase, script, statement, problems);
        }
        return problems;
    }

    private static void judge(
            ScriptPhase phase, ParsedScript script, ParsedStatement statement, List<Problem> problems) {
        if (!statement.transactional()) {
            nonTransactional(phase, script, statement).ifPresent(problems::add);
        }
        for (Change change : statement.changes()) {
            ChangeRules.judge(phase, change)
                    .ifPresent(broken -> problems.add(problem(
                            script,
                            statement.line(),
                            broken.rule(),
                            broken.severity(),
                            statement.brief() + ": " + broken.message(),
                            broken.instead())));
        }
    }

    private static Optional<Problem> nonTransactional(
            ScriptPhase phase, ParsedScript script, ParsedStatement statement) {
        if (phase == ScriptPhase.DROP) {
            return Optional.of(problem(
                    script,
                    statement.line(),
                    PlanRule.STATEMENT_NOT_ALONE,
                    Severity.ERROR,
                    statement.brief() + ": the first contract file is one transaction, and this cannot run in one",
                    "move it to contract/2-….sql"));
        }
        if (script.statements().size() == 1) {
            return Optional.empty();
        }
        return Optional.of(problem(
                script,
                statement.line(),
                PlanRule.STATEMENT_NOT_ALONE,
                Severity.ERROR,
                statement.brief() + ": cannot run in a transaction, so it has to be the only statement of its file",
                "give it a numbered file of its own"));
    }

    private static Optional<Problem> placeholder(ParsedScript script) {
        int at = script.sql().indexOf("${");
        if (at < 0) {
            return Optional.empty();
        }
        int line = 1
                + (int) script.sql()
                        .substring(0, at)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        return Optional.of(problem(
                script,
                line,
                PlanRule.CONTRACT_PLACEHOLDER,
                Severity.ERROR,
                "this file runs verbatim, so ${…} is not replaced",
                "write the value"));
    }

    private static Problem problem(
            ParsedScript script, int line, PlanRule rule, Severity severity, String message, @Nullable String instead) {
        return new Problem(rule.code(), severity, script.path(), line, null, message, instead);
    }
}
