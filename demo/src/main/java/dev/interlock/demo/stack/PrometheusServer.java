// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.stack;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A Prometheus that scrapes the shop; its data is in the demo's directory and goes with it. */
public final class PrometheusServer implements AutoCloseable {

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

    private static final String LOG = "prometheus.log";

    private final ChildProcess process;
    private final DemoHome home;
    private final int port;
    private final MetricsServer shop;

    private PrometheusServer(ChildProcess process, DemoHome home, int port, MetricsServer shop) {
        this.process = process;
        this.home = home;
        this.port = port;
        this.shop = shop;
    }

    /**
     * Starts it and does not wait.
     *
     * @param shop what it scrapes; has its port already, so that nothing else can be scraped in its place
     */
    static PrometheusServer start(Path binary, DemoHome home, MetricsServer shop) throws IOException {
        int port = Ports.free();
        Path configuration = Files.writeString(home.file("prometheus.yml"), CONFIGURATION.formatted(shop.port()));
        ChildProcess process = ChildProcess.start(
                "prometheus",
                List.of(
                        binary.toString(),
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + home.file("prometheus-data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--log.level=warn"),
                home.file(LOG));
        return new PrometheusServer(process, home, port, shop);
    }

    /** Whether it came up. */
    boolean awaitReady(Duration patience) throws InterruptedException {
        return new Readiness().await(address() + "/-/ready", patience, process::isAlive);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The last line that it said. */
    String lastWords() {
        return String.join("", home.tail(LOG, 1));
    }

    public String address() {
        return "http://127.0.0.1:" + port;
    }

    /** From now on it finds these where it scrapes. */
    public void scrape(PrometheusRegistry metrics) {
        shop.serve(metrics);
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
