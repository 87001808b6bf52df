// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.source;

import dev.interlock.domain.guardrail.CountedWindow;
import dev.interlock.domain.guardrail.SourceReading;
import dev.interlock.domain.plan.GuardrailSource;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The sources that this worker was told of.
 *
 * @param prometheus absent where the worker's configuration has none
 * @param webhooks by the name that plans use
 * @param shortestWindow over less time no counts are asked for: a window that a source has hardly sampled says little
 */
public record MetricSources(
        Optional<MetricSource> prometheus, Map<String, MetricSource> webhooks, Duration shortestWindow) {

    public static final MetricSources NONE = new MetricSources(Optional.empty(), Map.of(), Duration.ZERO);

    public MetricSources {
        webhooks = Map.copyOf(webhooks);
    }

    /** Over what time they are asked. */
    public CountedWindow window() {
        return new CountedWindow(shortestWindow);
    }

    /**
     * As {@link MetricSource#ask}.
     *
     * @param database the migration's own
     */
    public CompletableFuture<SourceReading> ask(Question question, MetricSource database) {
        GuardrailSource asked = question.rule().source();
        if (asked instanceof GuardrailSource.FromDatabase) {
            return database.ask(question);
        }
        if (asked instanceof GuardrailSource.Webhook webhook) {
            Optional<MetricSource> known = Optional.ofNullable(webhooks.get(webhook.name()));
            return ask(known, question, "webhook `" + webhook.name() + "`");
        }
        return ask(prometheus, question, "`prometheus`");
    }

    private static CompletableFuture<SourceReading> ask(Optional<MetricSource> source, Question question, String what) {
        return source.map(known -> known.ask(question))
                .orElseGet(() -> CompletableFuture.completedFuture(
                        new SourceReading.Wrong("", "this worker's configuration has no " + what)));
    }
}
