// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.text;

import dev.interlock.domain.guardrail.Figures;
import dev.interlock.domain.guardrail.Verdict;
import dev.interlock.domain.plan.Durations;
import dev.interlock.domain.plan.GuardrailRule;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.domain.plan.Moments;
import dev.interlock.domain.plan.Percent;
import dev.interlock.domain.replay.PastLooks;
import dev.interlock.domain.replay.ReplayReport;
import dev.interlock.domain.replay.Replayed;
import dev.interlock.domain.replay.Tally;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What guardrails would have said of the past. */
public final class ReplayText {

    private ReplayText() {}

    /** A table, a line for what has to be said of each guardrail, and the conclusion. */
    public static String of(MigrationPlan plan, Percent percent, ReplayReport report) {
        PastLooks looks = report.looks();
        List<String> lines = new ArrayList<>();
        lines.add(Figures.counted(looks.count(), "look") + ", " + Durations.text(looks.step()) + " apart, from "
                + Moments.text(looks.from()) + " to " + Moments.text(looks.last()) + ", as at " + percent);
        lines.add("");
        lines.addAll(Table.lines(table(report)));
        lines.add("");
        report.guardrails().forEach(guardrail -> lines.addAll(said(guardrail)));
        List<String> others = others(plan);
        if (!others.isEmpty()) {
            lines.add("not replayed, for only Prometheus has a past: " + String.join(", ", others));
        }
        lines.add(report.conclusion());
        return String.join("\n", lines);
    }

    private static List<List<String>> table(ReplayReport report) {
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("guardrail", "kind", "onFail"));
        for (Verdict verdict : Verdict.values()) {
            head.add(verdict.name());
        }
        head.add("highest");
        rows.add(head);
        for (Replayed guardrail : report.guardrails()) {
            List<String> row = new ArrayList<>(List.of(
                    guardrail.rule().name(),
                    word(guardrail.rule().kind()),
                    word(guardrail.rule().onFail())));
            for (Verdict verdict : Verdict.values()) {
                row.add(Figures.count(guardrail.tally().looks(verdict)));
            }
            row.add(highest(guardrail).map(said -> highest(guardrail, said)).orElse("–"));
            rows.add(row);
        }
        return rows;
    }

    private static Optional<Tally.Said> highest(Replayed guardrail) {
        return guardrail.judged() ? guardrail.tally().highest() : Optional.empty();
    }

    private static String highest(Replayed guardrail, Tally.Said said) {
        double value = said.value().orElseThrow();
        return guardrail.rule().kind().comparesRates()
                ? "E = " + Figures.evidence(Math.log(value))
                : Figures.exact(value) + " of " + Figures.exact(guardrail.rule().max());
    }

    private static List<String> said(Replayed guardrail) {
        List<String> lines = new ArrayList<>();
        String name = guardrail.rule().name();
        Tally tally = guardrail.tally();
        tally.firstFail().ifPresent(fail -> lines.add(name + ": first FAIL " + when(fail)));
        if (!guardrail.judged()) {
            lines.add(name + ": not judged: "
                    + tally.lastSilence().map(Tally.Said::sentence).orElse("no window was over"));
        } else {
            tally.lastSilence().ifPresent(silence -> lines.add(name + ": last without data " + when(silence)));
        }
        return lines;
    }

    private static String when(Tally.Said said) {
        return Moments.text(said.at()) + ": " + said.sentence();
    }

    private static List<String> others(MigrationPlan plan) {
        return plan.guardrails().stream()
                .filter(rule -> !rule.source().hasPast())
                .map(GuardrailRule::name)
                .toList();
    }

    /** The same as values, for {@code --json}. */
    public static Map<String, Object> json(MigrationPlan plan, Percent percent, ReplayReport report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("from", report.looks().from().toString());
        json.put("to", report.looks().to().toString());
        json.put("lastLook", report.looks().last().toString());
        json.put("stepMs", report.looks().step().toMillis());
        json.put("looks", report.looks().count());
        json.put("percent", percent.asDouble());
        json.put("wouldRollBack", report.rolledBack().isPresent());
        json.put("conclusive", report.isConclusive());
        json.put("notJudged", report.notJudged());
        json.put("conclusion", report.conclusion());
        json.put(
                "guardrails", report.guardrails().stream().map(ReplayText::json).toList());
        json.put("notReplayed", others(plan));
        return json;
    }

    private static Map<String, Object> json(Replayed guardrail) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", guardrail.rule().name());
        json.put("kind", word(guardrail.rule().kind()));
        json.put("onFail", word(guardrail.rule().onFail()));
        json.put("judged", guardrail.judged());
        Map<String, Long> verdicts = new LinkedHashMap<>();
        for (Verdict verdict : Verdict.values()) {
            verdicts.put(verdict.name(), guardrail.tally().looks(verdict));
        }
        json.put("verdicts", verdicts);
        guardrail.tally().firstFail().ifPresent(said -> json.put("firstFail", json(said)));
        highest(guardrail).ifPresent(said -> json.put("highest", json(said)));
        guardrail.tally().lastSilence().ifPresent(said -> json.put("lastSilence", json(said)));
        return json;
    }

    private static Map<String, Object> json(Tally.Said said) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("at", said.at().toString());
        said.value().ifPresent(value -> json.put("value", value));
        json.put("sentence", said.sentence());
        return json;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
