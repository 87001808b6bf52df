// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e.stack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** What a shop tells Prometheus: calls and errors of each path as they go on with the time, and how busy it is. */
public final class ShopMetrics implements AutoCloseable {

    private static final double OLD_PER_SECOND = 400;
    private static final double NEW_PER_SECOND = 100;
    private static final double USUAL_ERRORS = 0.01;

    private final HttpServer server;
    private double oldCalls;
    private double newCalls;
    private double oldErrors;
    private double newErrors;
    private double newErrorShare = USUAL_ERRORS;
    private String busy = "0.4";
    private long lastNanos = System.nanoTime();

    private ShopMetrics(HttpServer server) {
        this.server = server;
    }

    static ShopMetrics start() throws IOException {
        ShopMetrics metrics =
                new ShopMetrics(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        metrics.server.createContext("/metrics", metrics::serve);
        metrics.server.start();
        return metrics;
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Every second call of the new path fails from now on. */
    public synchronized void failOnTheNewPath() {
        newErrorShare = 0.5;
    }

    /** @param value as it is exposed; empty for no such series */
    public synchronized void busy(String value) {
        busy = value;
    }

    /** The process is a new one: its counters begin at 0. */
    public synchronized void restart() {
        oldCalls = 0;
        newCalls = 0;
        oldErrors = 0;
        newErrors = 0;
    }

    private synchronized String text() {
        long now = System.nanoTime();
        double seconds = (now - lastNanos) / 1e9;
        lastNanos = now;
        oldCalls += OLD_PER_SECOND * seconds;
        newCalls += NEW_PER_SECOND * seconds;
        oldErrors += OLD_PER_SECOND * USUAL_ERRORS * seconds;
        newErrors += NEW_PER_SECOND * newErrorShare * seconds;
        return line("shop_calls_total{variant=\"old\"}", oldCalls)
                + line("shop_calls_total{variant=\"new\"}", newCalls)
                + line("shop_errors_total{variant=\"old\"}", oldErrors)
                + line("shop_errors_total{variant=\"new\"}", newErrors)
                + (busy.isEmpty() ? "" : "shop_busy " + busy + "\n");
    }

    private static String line(String series, double count) {
        return series + " " + (long) count + "\n";
    }

    private void serve(HttpExchange exchange) throws IOException {
        byte[] text = text().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
        exchange.sendResponseHeaders(200, text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
