// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.preflight;

import dev.interlock.activities.source.Asker;
import dev.interlock.activities.source.MetricSources;
import dev.interlock.activities.source.Question;
import dev.interlock.domain.guardrail.Figures;
import dev.interlock.domain.guardrail.SourceReading;
import dev.interlock.domain.guardrail.Verdict;
import dev.interlock.domain.plan.GuardrailRule;
import dev.interlock.domain.plan.Percent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Every guardrail that asks a source outside is asked for once, before anything is touched. */
final class SourceRules {

    private final MetricSources sources;
    private final Findings findings;

    SourceRules(MetricSources sources, Findings findings) {
        this.sources = sources;
        this.findings = findings;
    }

    /** Blocks for as long as the slowest source may take. */
    void check(Asker asker, List<GuardrailRule> rules, Instant now) {
        Map<GuardrailRule, CompletableFuture<SourceReading>> asked = new LinkedHashMap<>();
        rules.stream()
                .filter(rule -> rule.source().outside())
                .forEach(rule -> asked.put(rule, sources.ask(question(asker, rule, now))));
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
                    said.verdict() == Verdict.FAIL && !rule.onlyRecords(),
                    which + "the present fails already: " + said.reason() + asked(reading));
        } else if (!(reading instanceof SourceReading.Counted) && !mayComeLater(rule, reading)) {
            findings.refuse(which + reading.asSilent().why() + asked(reading));
        }
    }

    /**
     * Calls are told apart by path, and somebody may judge them, once both paths are deployed, which may be after the expand: the first
     * step waits for that.
     */
    private static boolean mayComeLater(GuardrailRule rule, SourceReading reading) {
        return rule.kind() != GuardrailRule.Kind.THRESHOLD && reading instanceof SourceReading.Nothing;
    }

    private static String asked(SourceReading reading) {
        return reading.asked().isEmpty() ? "" : "; asked was " + reading.asked();
    }
}
