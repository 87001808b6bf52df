// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans;

import dev.interlock.domain.plan.GuardrailRule;
import dev.interlock.domain.plan.GuardrailRule.Kind;
import dev.interlock.domain.plan.GuardrailRule.OnFail;
import dev.interlock.domain.plan.Placed;
import dev.interlock.domain.plan.PlanRule;
import dev.interlock.domain.plan.Problem;
import dev.interlock.domain.plan.Problem.Severity;
import dev.interlock.plans.yaml.Lines;
import dev.interlock.plans.yaml.PlanYaml;
import dev.interlock.plans.yaml.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The guardrails that a plan names, and those it has without naming them. */
final class GuardrailReader {

    /** What the full set of defaults has beside those that are built. */
    private static final List<String> NOT_BUILT = List.of("slow", "statements", "locks");

    private static final String PARITY = "parity";

    private final Section root;

    GuardrailReader(Section root) {
        this.root = root;
    }

    /** Those that the file names, as far as they can be read. */
    List<Placed<GuardrailRule>> named() {
        return entries()
                .filter(section -> section.hasAll("name", "kind", "tolerance", "onFail"))
                .map(section -> new Placed<>(section.path(), rule(section)))
                .toList();
    }

    /** The defaults, each replaced by one of its name, then the others. */
    List<GuardrailRule> all() {
        Map<String, GuardrailRule> rules = new LinkedHashMap<>();
        PlanYaml.defaultGuardrails().forEach(section -> rules.put(rule(section).name(), rule(section)));
        named().forEach(placed -> rules.put(placed.value().name(), placed.value()));
        return List.copyOf(rules.values());
    }

    /** The paths of the default guardrails that are not built. */
    List<String> off(boolean hasSync) {
        List<String> names =
                named().stream().map(placed -> placed.value().name()).toList();
        return Stream.concat(NOT_BUILT.stream(), hasSync ? Stream.of(PARITY) : Stream.empty())
                .filter(name -> !names.contains(name))
                .map(name -> "guardrails." + name)
                .toList();
    }

    /** Keys that the kind does not read would be taken and ignored. */
    List<Problem> unused(Lines lines) {
        List<Problem> problems = new ArrayList<>();
        entries()
                .filter(section ->
                        section.text("kind").filter("table-scans"::equals).isPresent())
                .forEach(section -> Stream.of("tolerance", "source")
                        .filter(key -> lines.isWritten(section.path() + "." + key))
                        .forEach(key -> problems.add(new Problem(
                                PlanRule.UNUSED_KEY.code(),
                                Severity.ERROR,
                                null,
                                null,
                                section.path() + "." + key,
                                "table-scans does not read `" + key + "`",
                                "leave it out"))));
        return problems;
    }

    private Stream<Section> entries() {
        return root.items("guardrails").orElse(List.of()).stream().map(Section.Item::section);
    }

    private static GuardrailRule rule(Section section) {
        return new GuardrailRule(
                section.text("name").orElseThrow(),
                Kind.valueOf(DraftReader.upper(section.text("kind").orElseThrow())),
                section.decimal("tolerance").orElseThrow().doubleValue(),
                OnFail.valueOf(DraftReader.upper(section.text("onFail").orElseThrow())));
    }
}
