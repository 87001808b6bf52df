// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans;

import dev.interlock.domain.ddl.DerivedRevert;
import dev.interlock.domain.ddl.ParsedScript;
import dev.interlock.domain.ddl.ScriptPhase;
import dev.interlock.domain.ddl.ScriptRules;
import dev.interlock.domain.ddl.TableName;
import dev.interlock.domain.ddl.TouchedTables;
import dev.interlock.domain.plan.PlanRule;
import dev.interlock.domain.plan.Problem;
import dev.interlock.domain.plan.Problem.Severity;
import dev.interlock.domain.plan.Scripts;
import dev.interlock.domain.plan.Scripts.Script;
import dev.interlock.plans.sql.StatementParser;
import dev.interlock.plans.sql.Statements;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The SQL of a plan, taken apart and judged.
 *
 * @param expand taken apart, to be judged beside the rest of the plan
 * @param touched the tables that expand and contract change, in order
 */
record ReadScripts(Scripts scripts, List<ParsedScript> expand, List<String> touched, List<Problem> problems) {

    static ReadScripts of(PlanFiles files, Map<String, String> contents) {
        List<ParsedScript> expand = parse(files.of("expand"), contents);
        List<ParsedScript> contract = parse(files.of("contract"), contents);
        List<ParsedScript> revert = parse(files.of("revert"), contents);
        List<Problem> problems = new ArrayList<>();
        expand.forEach(script -> judge(ScriptPhase.EXPAND, script, problems));
        for (int i = 0; i < contract.size(); i++) {
            judge(i == 0 ? ScriptPhase.DROP : ScriptPhase.AFTER_DROP, contract.get(i), problems);
        }
        revert.forEach(script -> judge(ScriptPhase.REVERT, script, problems));
        Optional<Script> derived = revert.isEmpty() ? derive(expand, problems) : Optional.empty();
        return new ReadScripts(
                new Scripts(scripts(expand), scripts(contract), scripts(revert), derived),
                expand,
                touched(Stream.concat(expand.stream(), contract.stream()).toList()),
                problems);
    }

    private static List<ParsedScript> parse(List<String> paths, Map<String, String> contents) {
        return paths.stream()
                .map(path -> StatementParser.script(path, contents.getOrDefault(path, "")))
                .toList();
    }

    private static void judge(ScriptPhase phase, ParsedScript script, List<Problem> problems) {
        Statements.unterminated(script.sql())
                .ifPresent(line -> problems.add(new Problem(
                        PlanRule.SQL_UNTERMINATED.code(),
                        Severity.ERROR,
                        script.path(),
                        line,
                        null,
                        "what is opened here is never closed",
                        null)));
        problems.addAll(ScriptRules.judge(phase, script));
    }

    private static Optional<Script> derive(List<ParsedScript> expand, List<Problem> problems) {
        DerivedRevert derived = DerivedRevert.of(expand);
        for (DerivedRevert.Uncertain uncertain : derived.uncertain()) {
            problems.add(new Problem(
                    PlanRule.MISSING_REVERT.code(),
                    Severity.ERROR,
                    uncertain.path(),
                    uncertain.statement().line(),
                    null,
                    uncertain.statement().brief() + ": its inverse is not certain, and there is no revert.sql",
                    "a revert.sql that undoes the whole expand"));
        }
        return DerivedReverts.script(derived);
    }

    private static List<Script> scripts(List<ParsedScript> parsed) {
        return parsed.stream()
                .map(script -> new Script(script.path(), script.sql(), script.transactional()))
                .toList();
    }

    private static List<String> touched(List<ParsedScript> scripts) {
        return TouchedTables.of(scripts).stream().map(TableName::toString).toList();
    }
}
