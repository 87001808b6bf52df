// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.interlock.api.config.ApiConfiguration;
import dev.interlock.api.config.TemporalConfiguration;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/** The whole process over real parts, started once for all tests of this JVM and asked over HTTP. */
final class ApiUnderTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final LedgerDatabase database;
    private final TemporalServer temporal;
    private final ApiProcess process;

    private ApiUnderTest(LedgerDatabase database, TemporalServer temporal, ApiProcess process) {
        this.database = database;
        this.temporal = temporal;
        this.process = process;
    }

    static ApiUnderTest shared() {
        return Shared.API;
    }

    /** Empties the ledger; runs in Temporal stay, so tests take ids of their own. */
    static ApiUnderTest withEmptyLedger() {
        Shared.API.database.empty();
        return Shared.API;
    }

    /** With parts of its own, for a test that takes some of them away. */
    static ApiUnderTest own() {
        return start();
    }

    private static ApiUnderTest start() {
        try {
            LedgerDatabase database = LedgerDatabase.start();
            TemporalServer temporal = TemporalServer.start();
            ApiProcess process = ApiProcess.start(ApiConfiguration.onLoopback(
                    0, new TemporalConfiguration(temporal.address(), "default"), Map.of("shop", database.asApi())));
            return new ApiUnderTest(database, temporal, process);
        } catch (Exception failure) {
            throw new IllegalStateException("the API under test did not start", failure);
        }
    }

    void stop() {
        process.close();
        temporal.close();
        try {
            database.close();
        } catch (IOException failure) {
            throw new IllegalStateException("PostgreSQL did not stop", failure);
        }
    }

    LedgerDatabase database() {
        return database;
    }

    TemporalServer temporal() {
        return temporal;
    }

    Answer get(String path) {
        return send(request(path).GET().build());
    }

    Answer post(String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    Answer post(String path, String body, String idempotencyKey) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    Answer start(String id) {
        return post("/api/v1/migrations", body(id));
    }

    static String body(String id) {
        return json(Map.of("files", Plans.smallest(id), "actor", "alice"));
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(process.uri().resolve(path));
    }

    Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            return new Answer(response);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** One HTTP answer. */
    record Answer(HttpResponse<String> response) {

        int status() {
            return response.statusCode();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        String text() {
            return response.body();
        }

        JsonNode json() {
            try {
                return JSON.readTree(response.body());
            } catch (IOException failure) {
                throw new IllegalStateException("not JSON: " + response.body(), failure);
            }
        }

        /** The problem's code, which must come with its own media type and status. */
        String problem() {
            String type = header("Content-Type");
            if (!type.startsWith("application/problem+json")
                    || json().path("status").asInt() != status()) {
                throw new AssertionError("no problem: " + status() + " " + type + " " + text());
            }
            return json().path("code").asText();
        }

        String detail() {
            return json().path("detail").asText();
        }
    }

    private static final class Shared {
        private static final ApiUnderTest API = start();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(API::stop));
        }
    }

    static URI uri() {
        return Shared.API.process.uri();
    }
}
