// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Why the API said no. */
public final class ProblemText {

    private ProblemText() {}

    public static String of(JsonNode problem) {
        List<String> lines = new ArrayList<>();
        lines.add(Json.text(problem, "title").orElse("no") + ": "
                + Json.text(problem, "detail").orElse("no reason given"));
        problem.path("problems").forEach(each -> lines.addAll(lines(each)));
        return String.join("\n", lines);
    }

    private static List<String> lines(JsonNode problem) {
        List<String> lines = new ArrayList<>();
        lines.add("  " + problem.path("severity").asText() + "  "
                + problem.path("rule").asText() + place(problem));
        lines.add("    " + problem.path("message").asText());
        Json.text(problem, "instead").ifPresent(instead -> lines.add("    instead: " + instead));
        return lines;
    }

    private static String place(JsonNode problem) {
        return Json.text(problem, "file").map(file -> "  " + file).orElse("")
                + Json.text(problem, "line").map(line -> ":" + line).orElse("")
                + Json.text(problem, "path").map(path -> "  " + path).orElse("");
    }
}
