// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.source;

import dev.interlock.domain.guardrail.SourceReading;
import dev.interlock.domain.guardrail.Verdict;
import dev.interlock.domain.plan.GuardrailSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Answers at once with what it was told last. */
public final class FakeMetricSource implements MetricSource {

    private Function<String, SourceReading> answer = asked -> new SourceReading.Nothing(asked, "nobody said what");
    private final List<Question> questions = new ArrayList<>();

    public FakeMetricSource has(double value) {
        return answering(asked -> new SourceReading.Value(asked, value));
    }

    public FakeMetricSource counts(SourceReading.Arm candidate, SourceReading.Arm baseline) {
        return answering(asked -> new SourceReading.Counted(asked, candidate, baseline));
    }

    public FakeMetricSource says(Verdict verdict, String reason) {
        return answering(asked -> new SourceReading.Said(asked, verdict, reason));
    }

    public FakeMetricSource hasNothing() {
        return answering(asked -> new SourceReading.Nothing(asked, "no series for the query"));
    }

    public FakeMetricSource hasNoNumber() {
        return answering(asked -> new SourceReading.NotANumber(asked, "the answer is NaN"));
    }

    public FakeMetricSource isWrong(String why) {
        return answering(asked -> new SourceReading.Wrong(asked, why));
    }

    public FakeMetricSource isInTrouble(String why) {
        return answering(asked -> new SourceReading.Trouble(asked, why));
    }

    private FakeMetricSource answering(Function<String, SourceReading> given) {
        answer = given;
        return this;
    }

    @Override
    public CompletableFuture<SourceReading> ask(Question question) {
        questions.add(question);
        String asked = query(question) + " at " + question.at();
        return CompletableFuture.completedFuture(answer.apply(asked));
    }

    private static String query(Question question) {
        GuardrailSource source = question.rule().source();
        if (source instanceof GuardrailSource.PrometheusCounts counts) {
            return counts.total().of(question.window());
        }
        return source instanceof GuardrailSource.PrometheusValue value
                ? value.query().of(question.window())
                : "the webhook";
    }

    /** How often it was asked. */
    public int questions() {
        return questions.size();
    }

    /** Over how long it was asked last. */
    public Duration lastWindow() {
        return questions.get(questions.size() - 1).window();
    }
}
