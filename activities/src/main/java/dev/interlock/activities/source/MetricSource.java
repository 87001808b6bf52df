// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.source;

import dev.interlock.domain.guardrail.SourceReading;
import java.util.concurrent.CompletableFuture;

/** A system outside that has numbers of the application. */
@FunctionalInterface
public interface MetricSource {

    /**
     * Asks for the numbers of one guardrail. Whatever the other side does becomes a reading, within the source's own time
     * limit; the future never fails. Asking twice changes nothing.
     */
    CompletableFuture<SourceReading> ask(Question question);
}
