// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The machine's own Prometheus, where it has one that comes up. Nothing needs it, so whatever is wrong with it is told and ends no
 * demo.
 *
 * @param server empty where there is none
 * @param description where it is, or why there is none
 */
public record DemoPrometheus(Optional<PrometheusServer> server, String description) {

    private static final String PROGRAM = "prometheus";

    /** Starts it and does not wait. */
    static DemoPrometheus start(DemoHome home, Closing closing) throws Exception {
        Optional<Path> binary = PathPrograms.find(PROGRAM);
        return binary.isPresent() ? start(binary.get(), home, closing) : none("none on the PATH");
    }

    static DemoPrometheus start(Path binary, DemoHome home, Closing closing) throws Exception {
        try {
            MetricsServer shop = closing.open(MetricsServer::start);
            PrometheusServer server = closing.open(() -> PrometheusServer.start(binary, home, shop));
            return new DemoPrometheus(Optional.of(server), server.address());
        } catch (IOException e) {
            return none("not started: " + e.getMessage());
        }
    }

    /** The same once it has come up; without a server when it ends before, or {@code patience} does. */
    DemoPrometheus awaited(Duration patience) throws InterruptedException {
        if (server.isEmpty() || server.get().awaitReady(patience)) {
            return this;
        }
        return none(
                server.get().isAlive()
                        ? "not ready within " + patience.toMillis() + " ms"
                        : "ended before it was ready: " + server.get().lastWords());
    }

    private static DemoPrometheus none(String why) {
        return new DemoPrometheus(Optional.empty(), why);
    }
}
