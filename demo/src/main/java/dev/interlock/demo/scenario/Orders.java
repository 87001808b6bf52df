// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.scenario;

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

/** What a person would do with curl: start, look and command, over REST. */
final class Orders {

    static final String ACTOR = "demo";

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final String migrations;
    private final String database;
    private final String migration;

    Orders(String api, String database, String migration) {
        this.migrations = api + "/api/v1/migrations";
        this.database = database;
        this.migration = migration;
    }

    /** @param files path relative to the plan's folder → content */
    void start(Map<String, String> files) throws IOException, InterruptedException, DemoFailed {
        post(migrations, Map.of("files", files, "actor", ACTOR));
    }

    /** The status afterwards. */
    JsonNode command(String verb, String reason) throws IOException, InterruptedException, DemoFailed {
        return post(address() + "/" + verb, Map.of("actor", ACTOR, "reason", reason))
                .path("status");
    }

    /** As {@link #command(String, String)}, for so long. */
    JsonNode command(String verb, String reason, Duration time) throws IOException, InterruptedException, DemoFailed {
        return post(address() + "/" + verb, Map.of("actor", ACTOR, "reason", reason, "for", time.toSeconds() + "s"))
                .path("status");
    }

    JsonNode status() throws IOException, InterruptedException, DemoFailed {
        return send(HttpRequest.newBuilder(URI.create(address())).GET());
    }

    private String address() {
        return migrations + "/" + database + "/" + migration;
    }

    private JsonNode post(String url, Map<String, ?> body) throws IOException, InterruptedException, DemoFailed {
        return send(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json.writeValueAsString(body))));
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException, DemoFailed {
        HttpResponse<String> answer =
                http.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new DemoFailed("the API answered " + answer.statusCode() + ": " + answer.body());
        }
        return json.readTree(answer.body());
    }
}
