// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interlock.domain.plan.Percent;
import java.util.ArrayList;
import java.util.List;

/** One line for everything that happened. */
public final class TimelineText {

    private TimelineText() {}

    public static String of(JsonNode timeline) {
        List<List<String>> rows = new ArrayList<>();
        timeline.path("entries").forEach(entry -> rows.add(row(entry)));
        return rows.isEmpty() ? "nothing yet" : String.join("\n", Table.lines(rows));
    }

    private static List<String> row(JsonNode entry) {
        return List.of(
                Times.seconds(entry.path("at").asText()),
                entry.path("kind").asText(),
                Json.text(entry, "phase").orElse(""),
                Percent.text(entry.path("percent").asDouble()),
                entry.path("actor").asText() + (entry.path("verified").asBoolean() ? "" : " (unverified)"),
                entry.path("text").asText());
    }
}
