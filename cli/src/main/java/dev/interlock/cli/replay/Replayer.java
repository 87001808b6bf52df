// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.replay;

import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.domain.plan.Percent;
import dev.interlock.domain.replay.PastLooks;
import dev.interlock.domain.replay.ReplayReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Runs the guardrails of a plan that ask Prometheus over the past. */
@FunctionalInterface
public interface Replayer {

    /** Which Prometheus. */
    sealed interface Where {

        /**
         * One that wants no secret.
         *
         * @param window the shortest time that is asked for; the worker's default when empty
         */
        record Address(String url, Optional<Duration> window) implements Where {}

        /** The one that a worker's configuration names, with its secrets and its window. */
        record Configuration(Path file) implements Where {}
    }

    /**
     * What is to be replayed.
     *
     * @param percent at which the past stood
     */
    record Request(Where where, MigrationPlan plan, Percent percent, PastLooks looks) {}

    /**
     * Blocks until the last look is judged.
     *
     * @param progress is told the number of each look that was judged
     * @throws ReplayRefused when there is no such Prometheus, or a question that it can never answer
     * @throws IOException when a file cannot be read
     * @throws dev.interlock.cli.http.UnreachableException when it does not answer
     */
    ReplayReport replay(Request request, LongConsumer progress) throws ReplayRefused, IOException;
}
