// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.preflight;

import dev.interlock.activities.source.Asker;
import dev.interlock.activities.source.MetricSource;
import dev.interlock.activities.source.MetricSources;
import dev.interlock.activities.source.Question;
import dev.interlock.domain.guardrail.Figures;
import dev.interlock.domain.guardrail.SourceReading;
import dev.interlock.domain.guardrail.Verdict;
import dev.interlock.domain.plan.GuardrailRule;
import dev.interlock.domain.plan.GuardrailSource;
import dev.interlock.domain.plan.Percent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Every guardrail that asks a source outside is asked for once, before anything is touched. */
final class SourceRules {

    private final MetricSources sources;
    private final MetricSource database;
    private final Findings findings;

    SourceRules(MetricSources sources, MetricSource database, Findings findings) {
        this.sources = sources;
        this.database = database;
        this.findings = findings;
    }

    /** Blocks for as long as the slowest source may take. */
    void check(Asker asker, List<GuardrailRule> rules, Instant now) {
        Map<GuardrailRule, CompletableFuture<SourceReading>> asked = new LinkedHashMap<>();
        rules.stream()
                .filter(rule -> rule.source().outside())
                .forEach(rule -> asked.put(rule, sources.ask(question(asker, rule, now), database)));
        asked.forEach((rule, reading) -> judge(rule, reading.join()));
    }

    private Question question(Asker asker, GuardrailRule rule, Instant now) {
        return new Question(asker, rule, Percent.ZERO, now, sources.shortestWindow());
    }

    /** A source that is down today may be up tomorrow, and a share of no calls become one; the rest would stay as it is. */
    private void judge(GuardrailRule rule, SourceReading reading) {
        String which = "guardrail " + rule.name() + ": ";
        if (reading instanceof SourceReading.Value number) {
            findings.refuseIf(
                    number.value() > rule.max() && !rule.onlyRecords(),
                    which + "the present breaks it already, " + Figures.exact(number.value()) + " > "
                            + Figures.exact(rule.max()) + asked(reading));
        } else if (reading instanceof SourceReading.Trouble || reading instanceof SourceReading.NotANumber) {
            findings.unsure(which + reading.asSilent().why() + asked(reading));
        } else if (reading instanceof SourceReading.Said said) {
            findings.refuseIf(
                    said.verdict() == Verdict.FAIL && !rule.onlyRecords() && !isOfTheExpand(rule),
                    which + "the present fails already: " + said.reason() + asked(reading));
        } else if (!(reading instanceof SourceReading.Counted) && !mayComeLater(rule, reading)) {
            findings.refuse(which + reading.asSilent().why() + asked(reading));
        }
    }

    /**
     * Calls are told apart by path, and somebody may judge them, once both paths are deployed, which may be after the expand, and a query
     * may be about what the expand makes: the first step waits for that.
     */
    private static boolean mayComeLater(GuardrailRule rule, SourceReading reading) {
        boolean later =
                rule.kind() != GuardrailRule.Kind.THRESHOLD || rule.source() instanceof GuardrailSource.DatabaseQuery;
        return later && reading instanceof SourceReading.Nothing;
    }

    /** The index that a statement needs may be what the expand makes. */
    private static boolean isOfTheExpand(GuardrailRule rule) {
        return rule.source() instanceof GuardrailSource.DatabasePlan;
    }

    private static String asked(SourceReading reading) {
        return reading.asked().isEmpty() ? "" : "; asked was " + reading.asked();
    }
}
