// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans;

import dev.interlock.domain.plan.GuardrailRule;
import dev.interlock.domain.plan.GuardrailRule.Kind;
import dev.interlock.domain.plan.GuardrailRule.OnFail;
import dev.interlock.domain.plan.Placed;
import dev.interlock.domain.plan.PlanRule;
import dev.interlock.domain.plan.Problem;
import dev.interlock.plans.yaml.Lines;
import dev.interlock.plans.yaml.PlanYaml;
import dev.interlock.plans.yaml.Section;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The guardrails that a plan names, and those it has without naming them. */
final class GuardrailReader {

    private final Section root;

    GuardrailReader(Section root) {
        this.root = root;
    }

    /** Those that the file names, as far as they can be read. */
    List<Placed<GuardrailRule>> named() {
        return entries()
                .filter(section -> section.hasAll("name", "kind", "tolerance", "onFail"))
                .filter(section -> GuardrailSources.of(section).isPresent())
                .map(section -> new Placed<>(section.path(), rule(section)))
                .toList();
    }

    /** The defaults, each replaced by one of its name, then the others. Without sync there is no parity to look at. */
    List<GuardrailRule> all(boolean hasSync) {
        Map<String, GuardrailRule> rules = new LinkedHashMap<>();
        PlanYaml.defaultGuardrails().forEach(section -> rules.put(rule(section).name(), rule(section)));
        named().forEach(placed -> rules.put(placed.value().name(), placed.value()));
        return rules.values().stream()
                .filter(rule -> hasSync || rule.kind() != Kind.PARITY)
                .toList();
    }

    /** What is wrong with the sources: where the numbers come from, and what is asked there. */
    List<Problem> sources(Lines lines) {
        return entries()
                .flatMap(section -> new GuardrailSources(section, lines).problems().stream())
                .toList();
    }

    /** A parity that the file itself asks for, in a plan without sync. */
    List<Problem> withoutSync(Lines lines) {
        return entries()
                .filter(section -> section.text("kind").filter("parity"::equals).isPresent())
                .filter(section -> lines.isWritten(section.path() + ".kind"))
                .map(section -> Problem.atKey(
                        PlanRule.PARITY_WITHOUT_SYNC,
                        section.path() + ".kind",
                        "the plan has no sync whose rows could be looked at",
                        "a sync, or leave this guardrail out"))
                .toList();
    }

    private Stream<Section> entries() {
        return root.items("guardrails").orElse(List.of()).stream().map(Section.Item::section);
    }

    private static GuardrailRule rule(Section section) {
        return new GuardrailRule(
                section.text("name").orElseThrow(),
                Kind.valueOf(DraftReader.upper(section.text("kind").orElseThrow())),
                section.decimal("tolerance").orElseThrow().doubleValue(),
                OnFail.valueOf(DraftReader.upper(section.text("onFail").orElseThrow())),
                GuardrailSources.of(section).orElseThrow(),
                section.decimal("max").map(BigDecimal::doubleValue).orElse(highest(section)));
    }

    /** What is still fine where the plan does not say. */
    private static double highest(Section section) {
        return section.text("kind").filter("consistency"::equals).isPresent() ? 0 : Double.POSITIVE_INFINITY;
    }
}
