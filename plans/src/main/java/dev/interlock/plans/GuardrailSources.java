// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans;

import dev.interlock.domain.plan.GuardrailSource;
import dev.interlock.domain.plan.PlanRule;
import dev.interlock.domain.plan.Problem;
import dev.interlock.domain.plan.QueryTemplate;
import dev.interlock.plans.yaml.Lines;
import dev.interlock.plans.yaml.Section;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where one guardrail's numbers come from, and whether its keys say so completely and nothing beside. */
final class GuardrailSources {

    private static final List<String> KEYS = List.of(
            "tolerance", "source", "webhook", "query", "max", "errors", "total", "longerThan", "measure", "statement");

    private final Section section;
    private final Lines lines;
    private final String kind;
    private final String source;
    private final List<Problem> problems = new ArrayList<>();

    GuardrailSources(Section section, Lines lines) {
        this.section = section;
        this.lines = lines;
        this.kind = section.text("kind").orElse("");
        this.source = source(section);
    }

    private static String source(Section section) {
        return section.text("source").orElse("");
    }

    /** Empty where its keys do not tell. */
    static Optional<GuardrailSource> of(Section section) {
        return switch (section.text("kind").orElse("")) {
            case "threshold" -> section.hasAll("max") ? value(section) : Optional.empty();
            case "verdict" -> verdict(section);
            case "error-rate", "slow-share" -> counts(section);
            case "blocked-sessions" ->
                section.hasAll("max")
                        ? section.duration("longerThan").map(GuardrailSource.Locks::new)
                        : Optional.empty();
            default -> Optional.of(new GuardrailSource.Own());
        };
    }

    private static Optional<GuardrailSource> value(Section section) {
        return switch (source(section)) {
            case "prometheus" ->
                section.text("query").map(query -> new GuardrailSource.PrometheusValue(new QueryTemplate(query)));
            case "webhook" -> webhook(section);
            case "postgresql" -> fromDatabase(section);
            default -> Optional.empty();
        };
    }

    private static Optional<GuardrailSource> verdict(Section section) {
        return switch (source(section)) {
            case "webhook" -> webhook(section);
            case "postgresql" -> section.text("statement").map(GuardrailSource.DatabasePlan::new);
            default -> Optional.empty();
        };
    }

    private static Optional<GuardrailSource> fromDatabase(Section section) {
        return section.text("measure")
                .map(measure -> (GuardrailSource) new GuardrailSource.DatabaseMeasure(
                        GuardrailSource.Measure.valueOf(DraftReader.upper(measure))))
                .or(() -> section.text("query").map(GuardrailSource.DatabaseQuery::new));
    }

    private static Optional<GuardrailSource> counts(Section section) {
        return switch (source(section)) {
            case "prometheus" -> prometheusCounts(section);
            case "webhook" -> webhook(section);
            default -> Optional.of(new GuardrailSource.Own());
        };
    }

    private static Optional<GuardrailSource> prometheusCounts(Section section) {
        Optional<QueryTemplate> errors = section.text("errors").map(QueryTemplate::new);
        Optional<QueryTemplate> total = section.text("total").map(QueryTemplate::new);
        return errors.flatMap(failed -> total.map(calls -> new GuardrailSource.PrometheusCounts(failed, calls)));
    }

    private static Optional<GuardrailSource> webhook(Section section) {
        return section.text("webhook").map(GuardrailSource.Webhook::new);
    }

    List<Problem> problems() {
        switch (kind) {
            case "threshold" -> threshold();
            case "verdict" -> verdict();
            case "error-rate", "slow-share" -> rates();
            case "table-scans", "parity", "zero-tolerance" -> reads(kind, List.of());
            case "statement-time" -> reads(kind, List.of("tolerance"));
            case "blocked-sessions" -> {
                reads(kind, List.of("max", "longerThan"));
                needs("max");
                countsSessions();
            }
            case "consistency" -> {
                reads(kind, List.of("max"));
                isAShare();
            }
            default -> problems.clear();
        }
        return List.copyOf(problems);
    }

    private void threshold() {
        switch (source) {
            case "prometheus" -> {
                reads(kind, List.of("source", "query", "max"));
                hasNoVariant();
            }
            case "webhook" -> reads("threshold by a webhook", List.of("source", "webhook", "max"));
            case "postgresql" -> database();
            default -> nobodyKnows("value that a threshold could be for", "prometheus, webhook or postgresql");
        }
        needs("max");
    }

    private void database() {
        if (isWritten("measure")) {
            reads("threshold by a measure of PostgreSQL", List.of("source", "measure", "max"));
            return;
        }
        reads("threshold by a query", List.of("source", "query", "max"));
        if (section.text("query").filter(sql -> !LoneStatement.reads(sql)).isPresent()) {
            problem(
                    PlanRule.GUARDRAIL_SOURCE,
                    "query",
                    "it is not one query that only reads",
                    "one SELECT of one number, such as SELECT count(*) FROM orders WHERE state = 'stuck', or a measure");
        }
    }

    private void verdict() {
        switch (source) {
            case "webhook" -> reads("verdict by a webhook", List.of("source", "webhook"));
            case "postgresql" -> plan();
            default -> nobodyKnows("verdict", "webhook or postgresql");
        }
    }

    /** What stood behind it would be run. */
    private void plan() {
        reads("verdict by a plan of PostgreSQL", List.of("source", "statement"));
        if (section.text("statement")
                .filter(sql -> !LoneStatement.isPlanned(sql))
                .isPresent()) {
            problem(
                    PlanRule.GUARDRAIL_SOURCE,
                    "statement",
                    "it is not one statement that PostgreSQL makes a plan for",
                    "one SELECT, INSERT, UPDATE, DELETE or MERGE with $1, $2, … for its values");
        }
    }

    private void rates() {
        switch (source) {
            case "prometheus" -> {
                reads(kind + " by Prometheus", List.of("tolerance", "source", "errors", "total"));
                Stream.of("errors", "total").forEach(this::namesArmAndWindow);
            }
            case "webhook" -> reads(kind + " by a webhook", List.of("tolerance", "source", "webhook"));
            case "postgresql" -> nobodyKnows("calls to count", "evaluators, prometheus or webhook");
            default -> reads(kind + " by the evaluators' counts", List.of("tolerance", "source"));
        }
    }

    /** The other keys would be taken and ignored; without one of these the source cannot be asked. */
    private void reads(String who, List<String> read) {
        KEYS.stream()
                .filter(key -> !read.contains(key))
                .filter(this::isWritten)
                .forEach(
                        key -> problem(PlanRule.UNUSED_KEY, key, who + " does not read `" + key + "`", "leave it out"));
        read.stream()
                .filter(key -> List.of("webhook", "query", "errors", "total", "statement")
                        .contains(key))
                .forEach(this::needs);
    }

    /** One that is there and cannot be read is named already. */
    private void needs(String key) {
        if (!isWritten(key) && !section.hasAll(key)) {
            problem(
                    PlanRule.MISSING_KEY,
                    key,
                    "`" + section.path() + "." + key + "` is missing: " + kind + " cannot do without",
                    key + ": …");
        }
    }

    private boolean isWritten(String key) {
        return lines.isWritten(section.path() + "." + key);
    }

    private void nobodyKnows(String what, String instead) {
        if (!source.isEmpty()) {
            problem(PlanRule.GUARDRAIL_SOURCE, "source", source + " has no " + what, "source: " + instead);
        }
    }

    private void countsSessions() {
        if (section.decimal("max")
                .filter(max -> max.signum() < 0 || max.stripTrailingZeros().scale() > 0)
                .isPresent()) {
            problem(PlanRule.BAD_VALUE, "max", "`max` counts sessions", "a whole number, 0 or more");
        }
    }

    private void isAShare() {
        if (section.decimal("max")
                .filter(max -> max.signum() < 0 || max.compareTo(BigDecimal.ONE) >= 0)
                .isPresent()) {
            problem(
                    PlanRule.BAD_VALUE,
                    "max",
                    "`max` is the share of the compared reads that may differ",
                    "from 0 to less than 1, such as 0.001");
        }
    }

    private void hasNoVariant() {
        if (template("query").filter(QueryTemplate::namesVariant).isPresent()) {
            problem(
                    PlanRule.GUARDRAIL_SOURCE,
                    "query",
                    "a threshold has one value and no variants, so $variant would be asked for as it stands",
                    "a query without $variant, or kind: error-rate");
        }
    }

    /** Counts since the process began, or of both paths together, would be taken for those of one path in one window. */
    private void namesArmAndWindow(String key) {
        if (template(key).filter(template -> !template.namesVariant()).isPresent()) {
            problem(
                    PlanRule.GUARDRAIL_SOURCE,
                    key,
                    "the query does not name $variant, so both paths would be counted as each",
                    "a label that is old or new, such as {variant=\"$variant\"}");
        }
        if (template(key).filter(template -> !template.namesWindow()).isPresent()) {
            problem(
                    PlanRule.GUARDRAIL_SOURCE,
                    key,
                    "the query does not name $window, so the same calls would be counted at every look",
                    "increase(…[$window])");
        }
    }

    private Optional<QueryTemplate> template(String key) {
        return section.text(key).map(QueryTemplate::new);
    }

    private void problem(PlanRule rule, String key, String message, String instead) {
        problems.add(Problem.atKey(rule, section.path() + "." + key, message, instead));
    }
}
