// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.stack;

import dev.interlock.worker.WorkerApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The worker as a process of its own, so that it can be killed and started again. */
public final class WorkerServer implements AutoCloseable {

    private static final String CONFIGURATION = """
            temporal: { address: "%s" }
            waitAtBoot: 60s
            databases:
              shop:
                url: "%s"
                user: %s
                apiRole: %s
                killRole: %s
                applicationRoles: [%s]
            server:
              type: simple
              applicationContextPath: /
              adminContextPath: /admin
              connector: { type: http, bindHost: 127.0.0.1, port: %d }
              requestLog: { appenders: [] }
            logging: { level: INFO }
            """;

    private final Path configuration;
    private final Path log;
    private final int port;
    private @Nullable ChildProcess process;

    private WorkerServer(Path configuration, Path log, int port) {
        this.configuration = configuration;
        this.log = log;
        this.port = port;
    }

    /**
     * Starts it and does not wait.
     *
     * @param databasePort where PostgreSQL listens, now or soon
     * @param prometheus what guardrails may ask, now or soon
     */
    public static WorkerServer start(
            DemoHome home, int databasePort, TemporalServer temporal, Optional<PrometheusServer> prometheus)
            throws IOException {
        int port = Ports.free();
        Path configuration = home.file("worker.yml");
        Files.writeString(
                configuration,
                CONFIGURATION.formatted(
                                temporal.address(),
                                ShopDatabase.url(databasePort),
                                ShopDatabase.OWNER,
                                ShopDatabase.API,
                                ShopDatabase.KILL,
                                ShopDatabase.APPLICATION,
                                port)
                        + prometheus.map(PrometheusServer::configuration).orElse(""));
        WorkerServer worker = new WorkerServer(configuration, home.file("worker.log"), port);
        worker.start();
        return worker;
    }

    public synchronized void start() throws IOException {
        process = ChildProcess.java(
                "worker", WorkerApplication.class.getName(), List.of("server", configuration.toString()), log);
    }

    public String address() {
        return "http://127.0.0.1:" + port;
    }

    public synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** As {@code kill -9} does. */
    public synchronized void kill() {
        if (process != null) {
            process.kill();
        }
    }

    @Override
    public void close() {
        kill();
    }

    @Override
    public String toString() {
        return "worker at " + address();
    }
}
