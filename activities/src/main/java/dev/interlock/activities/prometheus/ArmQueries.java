// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.prometheus;

import dev.interlock.activities.source.Question;
import dev.interlock.domain.flag.Variant;
import dev.interlock.domain.guardrail.SourceReading;
import dev.interlock.domain.plan.GuardrailSource.PrometheusCounts;
import dev.interlock.domain.plan.QueryTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** The counts of both arms for one question: up to four queries, asked at once. Not for use twice. */
final class ArmQueries {

    private static final String WITHOUT_ERRORS =
            "; where no error leaves no series, write `… or 0 * ` and the query for all calls";

    private final PrometheusApi api;
    private final Question question;
    private final PrometheusCounts queries;
    private final List<String> asked = new ArrayList<>();

    ArmQueries(PrometheusApi api, Question question, PrometheusCounts queries) {
        this.api = api;
        this.question = question;
        this.queries = queries;
    }

    /** Either the arm, or why there is none. */
    private sealed interface Asked {
        record Known(SourceReading.Arm arm) implements Asked {}

        record Unknown(PrometheusAnswer.None why) implements Asked {}
    }

    CompletableFuture<SourceReading> ask() {
        CompletableFuture<Asked> candidate = question.percent().isZero() ? nobody() : arm(Variant.NEW);
        CompletableFuture<Asked> baseline = question.percent().isFull() ? nobody() : arm(Variant.OLD);
        String all = String.join("; ", asked) + " at " + question.at();
        return candidate.thenCombine(baseline, (one, other) -> reading(all, one, other));
    }

    private static CompletableFuture<Asked> nobody() {
        return CompletableFuture.completedFuture(new Asked.Known(SourceReading.Arm.NONE));
    }

    private CompletableFuture<Asked> arm(Variant variant) {
        CompletableFuture<PrometheusAnswer> total = query(queries.total(), variant);
        CompletableFuture<PrometheusAnswer> errors = query(queries.errors(), variant);
        return total.thenCombine(errors, (calls, failed) -> arm(variant, calls, failed));
    }

    private CompletableFuture<PrometheusAnswer> query(QueryTemplate template, Variant variant) {
        String query = template.of(question.window(), variant);
        asked.add(query);
        return api.query(query, question.at());
    }

    private static Asked arm(Variant variant, PrometheusAnswer total, PrometheusAnswer errors) {
        if (total instanceof PrometheusAnswer.None none) {
            return new Asked.Unknown(none.about("total of variant " + variant.wireName()));
        }
        if (errors instanceof PrometheusAnswer.None none) {
            String hint = none.reason() == PrometheusAnswer.Reason.EMPTY ? WITHOUT_ERRORS : "";
            PrometheusAnswer.None hinted = new PrometheusAnswer.None(none.reason(), none.why() + hint);
            return new Asked.Unknown(hinted.about("errors of variant " + variant.wireName()));
        }
        return new Asked.Known(new SourceReading.Arm(number(errors), number(total)));
    }

    private static double number(PrometheusAnswer answer) {
        return ((PrometheusAnswer.Amount) answer).value();
    }

    /** What is wrong with the question goes before what may be better at the next look. */
    private static SourceReading reading(String asked, Asked candidate, Asked baseline) {
        if (candidate instanceof Asked.Known one && baseline instanceof Asked.Known other) {
            return new SourceReading.Counted(asked, one.arm(), other.arm());
        }
        List<PrometheusAnswer.None> unknown = Stream.of(baseline, candidate)
                .filter(Asked.Unknown.class::isInstance)
                .map(asks -> ((Asked.Unknown) asks).why())
                .toList();
        return unknown.stream()
                .filter(none -> none.reason() == PrometheusAnswer.Reason.REFUSED)
                .findFirst()
                .orElseGet(() -> unknown.get(0))
                .to(asked);
    }
}
