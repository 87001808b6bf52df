// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.text;

import com.fasterxml.jackson.databind.JsonNode;

/** A migration that has been started. */
public final class StartedText {

    private StartedText() {}

    public static String of(JsonNode started) {
        return new Lines("started " + started.path("database").asText() + "/"
                        + started.path("id").asText())
                .labelled("plan", Json.text(started, "planSha256"))
                .labelled("workflow", Json.text(started, "workflowId"))
                .labelled("off", Json.joined(started, "off").map(keys -> keys + " (not built yet)"))
                .toString();
    }
}
