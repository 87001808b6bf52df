// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.source;

import dev.interlock.domain.guardrail.SourceReading;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The sources that this worker was told of.
 *
 * @param prometheus absent where the worker's configuration has none
 * @param shortestWindow over less time no counts are asked for: a window that a source has hardly sampled says little
 */
public record MetricSources(Optional<MetricSource> prometheus, Duration shortestWindow) {

    public static final MetricSources NONE = new MetricSources(Optional.empty(), Duration.ZERO);

    /** As {@link MetricSource#ask}. */
    public CompletableFuture<SourceReading> ask(Question question) {
        return prometheus.map(source -> source.ask(question)).orElseGet(() -> unknown());
    }

    private static CompletableFuture<SourceReading> unknown() {
        return CompletableFuture.completedFuture(
                new SourceReading.Wrong("", "this worker's configuration has no `prometheus`"));
    }
}
