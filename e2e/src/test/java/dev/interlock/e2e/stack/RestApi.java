// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** The REST interface as any HTTP client sees it. */
public final class RestApi {

    private static final String MIGRATIONS = "/api/v1/migrations";

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final String address;

    RestApi(String address) {
        this.address = address;
    }

    /** @param body the whole JSON object, also of a problem */
    public record Answer(int status, JsonNode body) {}

    /** @param files path relative to the plan's folder → content */
    public Answer start(Map<String, String> files) throws IOException, InterruptedException {
        return post(MIGRATIONS, Map.of("files", files, "actor", "tester"));
    }

    public Answer command(String id, String verb, String reason) throws IOException, InterruptedException {
        return post(MIGRATIONS + "/shop/" + id + "/" + verb, Map.of("actor", "tester", "reason", reason));
    }

    /** @param plan the SHA-256 that was looked at */
    public Answer approve(String id, String plan) throws IOException, InterruptedException {
        return post(
                MIGRATIONS + "/shop/" + id + "/approve",
                Map.of("actor", "tester", "reason", "looked at", "plan", plan));
    }

    public Answer migration(String id) throws IOException, InterruptedException {
        return send(request(MIGRATIONS + "/shop/" + id).GET());
    }

    boolean isUp() throws InterruptedException {
        try {
            return send(request(MIGRATIONS).GET()).status() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private Answer post(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json.writeValueAsString(body))));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).timeout(Duration.ofSeconds(30));
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        return new Answer(answer.statusCode(), json.readTree(answer.body()));
    }
}
