// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans;

import dev.interlock.domain.plan.GuardrailSource;
import dev.interlock.domain.plan.PlanRule;
import dev.interlock.domain.plan.Problem;
import dev.interlock.domain.plan.Problem.Severity;
import dev.interlock.domain.plan.QueryTemplate;
import dev.interlock.plans.yaml.Lines;
import dev.interlock.plans.yaml.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where one guardrail's numbers come from, and whether its keys say so completely and nothing beside. */
final class GuardrailSources {

    private static final String EVALUATORS = "evaluators";
    private static final String PROMETHEUS = "prometheus";

    private final Section section;
    private final Lines lines;
    private final String kind;
    private final List<Problem> problems = new ArrayList<>();

    GuardrailSources(Section section, Lines lines) {
        this.section = section;
        this.lines = lines;
        this.kind = section.text("kind").orElse("");
    }

    /** Empty where its keys do not tell. */
    static Optional<GuardrailSource> of(Section section) {
        boolean prometheus = section.text("source").filter(PROMETHEUS::equals).isPresent();
        return switch (section.text("kind").orElse("")) {
            case "threshold" -> prometheus && section.hasAll("max") ? value(section) : Optional.empty();
            case "error-rate", "slow-share" -> prometheus ? counts(section) : Optional.of(new GuardrailSource.Own());
            default -> Optional.of(new GuardrailSource.Own());
        };
    }

    private static Optional<GuardrailSource> value(Section section) {
        return section.text("query").map(query -> new GuardrailSource.PrometheusValue(new QueryTemplate(query)));
    }

    private static Optional<GuardrailSource> counts(Section section) {
        Optional<QueryTemplate> errors = section.text("errors").map(QueryTemplate::new);
        Optional<QueryTemplate> total = section.text("total").map(QueryTemplate::new);
        return errors.flatMap(failed -> total.map(calls -> new GuardrailSource.PrometheusCounts(failed, calls)));
    }

    List<Problem> problems() {
        switch (kind) {
            case "threshold" -> threshold();
            case "error-rate", "slow-share" -> rates();
            case "table-scans", "parity" -> unused(kind, "tolerance", "source", "query", "max", "errors", "total");
            default -> problems.clear();
        }
        return List.copyOf(problems);
    }

    private void threshold() {
        unused(kind, "tolerance", "errors", "total");
        needs("query", "max");
        if (section.text("source").filter(EVALUATORS::equals).isPresent()) {
            problem(
                    PlanRule.GUARDRAIL_SOURCE,
                    "source",
                    "the evaluators report no value that a threshold could be for",
                    "source: prometheus");
        }
        if (section.text("query")
                .map(QueryTemplate::new)
                .filter(QueryTemplate::namesVariant)
                .isPresent()) {
            problem(
                    PlanRule.GUARDRAIL_SOURCE,
                    "query",
                    "a threshold has one value and no variants, so $variant would be asked for as it stands",
                    "a query without $variant, or kind: error-rate");
        }
    }

    private void rates() {
        unused(kind, "query", "max");
        if (section.text("source").filter(PROMETHEUS::equals).isEmpty()) {
            unused(kind + " by the evaluators' counts", "errors", "total");
            return;
        }
        needs("errors", "total");
        Stream.of("errors", "total").forEach(this::namesArmAndWindow);
    }

    /** Counts since the process began, or of both paths together, would be taken for those of one path in one window. */
    private void namesArmAndWindow(String key) {
        Optional<QueryTemplate> query = section.text(key).map(QueryTemplate::new);
        if (query.filter(template -> !template.namesVariant()).isPresent()) {
            problem(
                    PlanRule.GUARDRAIL_SOURCE,
                    key,
                    "the query does not name $variant, so both paths would be counted as each",
                    "a label that is old or new, such as {variant=\"$variant\"}");
        }
        if (query.filter(template -> !template.namesWindow()).isPresent()) {
            problem(
                    PlanRule.GUARDRAIL_SOURCE,
                    key,
                    "the query does not name $window, so the same calls would be counted at every look",
                    "increase(…[$window])");
        }
    }

    /** Keys that the kind does not read would be taken and ignored. */
    private void unused(String who, String... keys) {
        Stream.of(keys)
                .filter(key -> lines.isWritten(section.path() + "." + key))
                .forEach(
                        key -> problem(PlanRule.UNUSED_KEY, key, who + " does not read `" + key + "`", "leave it out"));
    }

    /** One that is there and cannot be read is named already. */
    private void needs(String... keys) {
        Stream.of(keys)
                .filter(key -> !lines.isWritten(section.path() + "." + key))
                .forEach(key -> problem(
                        PlanRule.MISSING_KEY,
                        key,
                        "`" + section.path() + "." + key + "` is missing: " + kind + " cannot do without",
                        key + ": …"));
    }

    private void problem(PlanRule rule, String key, String message, String instead) {
        problems.add(
                new Problem(rule.code(), Severity.ERROR, null, null, section.path() + "." + key, message, instead));
    }
}
