// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.stack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** {@code /metrics} of something in this process, on a port of loopback that is its own from the beginning. */
public final class MetricsServer implements AutoCloseable {

    private static final int OK = 200;
    private static final int NOT_YET = 503;
    private static final int NO_BODY = -1;

    private final HttpServer server;
    private final ExpositionFormats formats = ExpositionFormats.init();
    private volatile @Nullable PrometheusRegistry registry;

    private MetricsServer(HttpServer server) {
        this.server = server;
    }

    /** Answers 503 until there is something to {@link #serve}. */
    public static MetricsServer start() throws IOException {
        MetricsServer metrics = new MetricsServer(HttpServer.create(new InetSocketAddress(Ports.loopback(), 0), 0));
        metrics.server.createContext("/metrics", metrics::scrape);
        metrics.server.start();
        return metrics;
    }

    public void serve(PrometheusRegistry what) {
        registry = what;
    }

    int port() {
        return server.getAddress().getPort();
    }

    public String address() {
        return "http://127.0.0.1:" + port() + "/metrics";
    }

    private void scrape(HttpExchange exchange) throws IOException {
        PrometheusRegistry served = registry;
        try (exchange) {
            if (served == null) {
                exchange.sendResponseHeaders(NOT_YET, NO_BODY);
                return;
            }
            ExpositionFormatWriter writer =
                    formats.findWriter(exchange.getRequestHeaders().getFirst("Accept"));
            exchange.getResponseHeaders().set("Content-Type", writer.getContentType());
            exchange.sendResponseHeaders(OK, 0);
            writer.write(exchange.getResponseBody(), served.scrape());
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
