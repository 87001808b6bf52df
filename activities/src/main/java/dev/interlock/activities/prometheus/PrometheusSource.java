// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.prometheus;

import dev.interlock.activities.http.HttpCaller;
import dev.interlock.activities.source.MetricSource;
import dev.interlock.activities.source.Question;
import dev.interlock.domain.guardrail.SourceReading;
import dev.interlock.domain.plan.GuardrailSource;
import dev.interlock.domain.plan.GuardrailSource.PrometheusCounts;
import dev.interlock.domain.plan.GuardrailSource.PrometheusValue;
import java.util.concurrent.CompletableFuture;

/** Prometheus as a source. All queries of one question are about the same moment. Safe for use by several threads. */
public final class PrometheusSource implements MetricSource {

    private final PrometheusApi api;

    /** @param http to Prometheus, with the path before {@code /api/v1} if there is one */
    public PrometheusSource(HttpCaller http) {
        this.api = new PrometheusApi(http);
    }

    @Override
    public CompletableFuture<SourceReading> ask(Question question) {
        GuardrailSource source = question.rule().source();
        if (source instanceof PrometheusValue value) {
            return value(question, value);
        }
        if (source instanceof PrometheusCounts counts) {
            return new ArmQueries(api, question, counts).ask();
        }
        throw new IllegalArgumentException(question.rule().name() + " does not ask Prometheus");
    }

    private CompletableFuture<SourceReading> value(Question question, PrometheusValue value) {
        String query = value.query().of(question.window());
        String asked = query + " at " + question.at();
        return api.query(query, question.at())
                .thenApply(answer -> answer instanceof PrometheusAnswer.Amount number
                        ? new SourceReading.Value(asked, number.value())
                        : ((PrometheusAnswer.None) answer).to(asked));
    }
}
