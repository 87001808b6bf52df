// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.stack;

import java.time.Duration;
import java.util.function.Consumer;

/** All parts, started side by side as far as they do not need each other. */
public final class DemoStack {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PATIENCE_WITH_PROMETHEUS = Duration.ofSeconds(15);

    private final DemoHome home;
    private final ShopDatabase database;
    private final TemporalServer temporal;
    private final WorkerServer worker;
    private final ApiServer api;
    private final DemoPrometheus prometheus;

    private DemoStack(
            DemoHome home,
            ShopDatabase database,
            TemporalServer temporal,
            WorkerServer worker,
            ApiServer api,
            DemoPrometheus prometheus) {
        this.home = home;
        this.database = database;
        this.temporal = temporal;
        this.worker = worker;
        this.api = api;
        this.prometheus = prometheus;
    }

    /** Prepares the shop's tables while Temporal and the worker boot. */
    @FunctionalInterface
    public interface Preparation {
        void prepare(ShopDatabase database) throws Exception;
    }

    /**
     * @param say gets one sentence for each part that is up
     * @throws StartFailed with what the worker said, when it does not come up
     */
    public static DemoStack start(DemoHome home, Closing closing, Preparation preparation, Consumer<String> say)
            throws Exception {
        TemporalServer temporal = closing.open(() ->
                TemporalServers.start(Ports.free(), Ports.free(), home.file("temporal.db"), home.file("temporal.log")));
        int databasePort = Ports.free();
        DemoPrometheus prometheus = DemoPrometheus.start(home, closing);
        // Its first seconds go into reading its classes, and it waits for the database afterwards.
        WorkerServer worker = closing.open(() -> WorkerServer.start(home, databasePort, temporal, prometheus.server()));
        ShopDatabase database = closing.open(() -> ShopDatabase.start(home, databasePort));
        say.accept("PostgreSQL 18 at " + database.url());
        say.accept(temporal.description());
        preparation.prepare(database);
        temporal.awaitAnswer(PATIENCE);
        ApiServer api = closing.open(() -> ApiServer.start(home, database, temporal));
        awaitWorker(worker, home, closing);
        say.accept("worker at " + worker.address() + ", API at " + api.address());
        DemoPrometheus awaited = prometheus.awaited(PATIENCE_WITH_PROMETHEUS);
        say.accept(
                awaited.server().isPresent()
                        ? "Prometheus at " + awaited.description()
                        : "no Prometheus, " + awaited.description()
                                + ": guardrails ask the shop's own counters and PostgreSQL");
        return new DemoStack(home, database, temporal, worker, api, awaited);
    }

    private static void awaitWorker(WorkerServer worker, DemoHome home, Closing closing) throws Exception {
        boolean healthy = new Readiness()
                .await(worker.address() + "/health", PATIENCE, () -> worker.isAlive() && !closing.isClosing());
        if (closing.isClosing()) {
            throw new Closing.StoppingException();
        }
        if (!healthy) {
            throw new StartFailed("the worker did not come up", home.tail("worker.log", 10));
        }
    }

    public DemoHome home() {
        return home;
    }

    public ShopDatabase database() {
        return database;
    }

    public TemporalServer temporal() {
        return temporal;
    }

    public WorkerServer worker() {
        return worker;
    }

    public ApiServer api() {
        return api;
    }

    public DemoPrometheus prometheus() {
        return prometheus;
    }
}
