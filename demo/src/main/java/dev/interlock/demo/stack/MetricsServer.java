// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.stack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;

/** {@code /metrics} of something in this process, on loopback. */
public final class MetricsServer implements AutoCloseable {

    private static final int OK = 200;

    private final HttpServer server;
    private final PrometheusRegistry registry;
    private final ExpositionFormats formats = ExpositionFormats.init();

    private MetricsServer(HttpServer server, PrometheusRegistry registry) {
        this.server = server;
        this.registry = registry;
    }

    public static MetricsServer start(int port, PrometheusRegistry registry) throws IOException {
        MetricsServer metrics =
                new MetricsServer(HttpServer.create(new InetSocketAddress(Ports.loopback(), port), 0), registry);
        metrics.server.createContext("/metrics", metrics::scrape);
        metrics.server.start();
        return metrics;
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/metrics";
    }

    private void scrape(HttpExchange exchange) throws IOException {
        try (exchange) {
            ExpositionFormatWriter writer =
                    formats.findWriter(exchange.getRequestHeaders().getFirst("Accept"));
            exchange.getResponseHeaders().set("Content-Type", writer.getContentType());
            exchange.sendResponseHeaders(OK, 0);
            writer.write(exchange.getResponseBody(), registry.scrape());
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    @Override
    public String toString() {
        return "metrics at " + address();
    }
}
