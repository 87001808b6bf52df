// SPDX-License-Identifier: Apache-2.0
package dev.interlock.dist;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers instant queries by their query and their time, and keeps what it was asked. */
final class PastPrometheus implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final List<Map<String, String>> asked = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private volatile Past past = (query, time) -> 0;
    private volatile boolean refusing;

    /** What there is to tell; −∞ for no such series. */
    @FunctionalInterface
    interface Past {
        double at(String query, double time);
    }

    private PastPrometheus(HttpServer server) {
        this.server = server;
    }

    static PastPrometheus start() throws IOException {
        PastPrometheus prometheus =
                new PastPrometheus(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        prometheus.server.setExecutor(prometheus.threads);
        prometheus.server.createContext("/api/v1/query", prometheus::serve);
        prometheus.server.start();
        return prometheus;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void answers(Past answers) {
        past = answers;
    }

    void refuses() {
        refusing = true;
    }

    /** At which times that query was asked, in their order. */
    List<String> times(String query) {
        return asked.stream()
                .filter(parameters -> query.equals(parameters.get("query")))
                .map(parameters -> parameters.get("time"))
                .sorted()
                .toList();
    }

    List<String> authorizations() {
        return authorizations;
    }

    private void serve(HttpExchange exchange) throws IOException {
        Map<String, String> parameters =
                parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        asked.add(parameters);
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .ifPresent(authorizations::add);
        byte[] body = (refusing
                        ? "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"parse error\"}"
                        : answer(parameters))
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(refusing ? 400 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private String answer(Map<String, String> parameters) {
        double value =
                past.at(parameters.getOrDefault("query", ""), Double.parseDouble(parameters.getOrDefault("time", "0")));
        String series = Double.isInfinite(value)
                ? ""
                : "{\"metric\":{},\"value\":[" + parameters.get("time") + ",\"" + value + "\"]}";
        return "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[" + series + "]}}";
    }

    private static Map<String, String> parameters(String body) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : body.split("&")) {
            int equals = pair.indexOf('=');
            parameters.put(
                    pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return parameters;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
