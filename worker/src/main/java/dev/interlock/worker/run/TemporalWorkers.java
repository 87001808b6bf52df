// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker.run;

import dev.interlock.worker.boot.TemporalLink;
import dev.interlock.workflows.temporal.TaskQueues;
import io.dropwizard.lifecycle.Managed;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls the three queues. Stops in this order: no new tasks and a word to running activities, time for them to stop by
 * themselves, interruption, and the connection to Temporal last.
 */
public final class TemporalWorkers implements Managed {

    private static final Logger LOG = LoggerFactory.getLogger(TemporalWorkers.class);

    /** A cancel is seen at the next heartbeat that goes out: this bounds how long that takes. */
    private static final Duration CANCEL_SEEN_WITHIN = Duration.ofSeconds(2);

    /** DDL waits in lock queues: more at once would only wait together. */
    private static final int SCHEMA_SLOTS = 4;

    private static final int WATCH_SLOTS = 200;

    private static final Duration STOP_BY_THEMSELVES = Duration.ofSeconds(10);
    private static final Duration STOP_INTERRUPTED = Duration.ofSeconds(3);

    private final TemporalLink link;
    private final WorkerFactory factory;

    public TemporalWorkers(TemporalLink link, Registrar registrar) {
        this.link = link;
        this.factory = WorkerFactory.newInstance(link.client());
        registrar.register(
                factory.newWorker(TaskQueues.CONTROL, options().build()),
                factory.newWorker(
                        TaskQueues.WATCH,
                        options()
                                .setMaxConcurrentActivityExecutionSize(WATCH_SLOTS)
                                .build()),
                factory.newWorker(
                        TaskQueues.SCHEMA,
                        options()
                                .setMaxConcurrentActivityExecutionSize(SCHEMA_SLOTS)
                                .build()));
    }

    private static WorkerOptions.Builder options() {
        return WorkerOptions.newBuilder().setMaxHeartbeatThrottleInterval(CANCEL_SEEN_WITHIN);
    }

    @Override
    public void start() {
        factory.start();
        LOG.info("Polling {}, {} and {}", TaskQueues.CONTROL, TaskQueues.WATCH, TaskQueues.SCHEMA);
    }

    @Override
    public void stop() {
        factory.shutdown();
        factory.awaitTermination(STOP_BY_THEMSELVES.toMillis(), TimeUnit.MILLISECONDS);
        if (!factory.isTerminated()) {
            LOG.warn("Activities still run after {} s; interrupting them", STOP_BY_THEMSELVES.toSeconds());
            factory.shutdownNow();
            factory.awaitTermination(STOP_INTERRUPTED.toMillis(), TimeUnit.MILLISECONDS);
        }
        link.close();
    }
}
