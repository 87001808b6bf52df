// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The machine's own Prometheus, if it has one, scraping the shop; its data is in the demo's directory and goes with it. */
public final class PrometheusServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** The steps of the demo are seconds long, and a window has at least four scrapes. */
    private static final String CONFIGURATION = """
            global: { scrape_interval: 200ms, scrape_timeout: 200ms }
            scrape_configs:
              - job_name: shop
                static_configs: [ { targets: [ "127.0.0.1:%d" ] } ]
            """;

    private static final String FOR_THE_WORKER = """
            prometheus: { url: "%s", timeout: 1s, window: 800ms }
            """;

    private final ChildProcess process;
    private final int port;
    private final int target;

    private PrometheusServer(ChildProcess process, int port, int target) {
        this.process = process;
        this.port = port;
        this.target = target;
    }

    /** Starts it and does not wait; empty where the PATH has none. */
    static Optional<PrometheusServer> start(DemoHome home, Closing closing) throws Exception {
        Optional<Path> binary = PathPrograms.find("prometheus");
        return binary.isPresent() ? Optional.of(closing.open(() -> start(binary.get(), home))) : Optional.empty();
    }

    private static PrometheusServer start(Path binary, DemoHome home) throws IOException {
        int port = Ports.free();
        int target = Ports.free();
        Path configuration = Files.writeString(home.file("prometheus.yml"), CONFIGURATION.formatted(target));
        ChildProcess process = ChildProcess.start(
                "prometheus",
                List.of(
                        binary.toString(),
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + home.file("prometheus-data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--log.level=warn"),
                home.file("prometheus.log"));
        return new PrometheusServer(process, port, target);
    }

    /** Whether it came up. */
    boolean awaitReady() throws InterruptedException {
        return new Readiness().await(address() + "/-/ready", PATIENCE, process::isAlive);
    }

    public String address() {
        return "http://127.0.0.1:" + port;
    }

    /** Where it looks for the shop's metrics. */
    public int target() {
        return target;
    }

    /** What a worker's configuration says of it. */
    String configuration() {
        return FOR_THE_WORKER.formatted(address());
    }

    @Override
    public void close() {
        process.close();
    }

    @Override
    public String toString() {
        return "Prometheus at " + address();
    }
}
