// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The releases that keep a contract from starting. */
public final class ReleasesText {

    private ReleasesText() {}

    public static String of(String target, JsonNode answer) {
        boolean repeated = answer.has("changed") && !answer.path("changed").asBoolean();
        return listed(target, answer, repeated ? " (nothing to do)" : "");
    }

    private static String listed(String target, JsonNode answer, String more) {
        List<String> lines = new ArrayList<>();
        lines.add(target + ": " + heading(answer.path("releases").size()) + more);
        answer.path("releases").forEach(release -> lines.add(line(release)));
        return String.join("\n", lines);
    }

    /** That a release could not be removed, and what is registered instead. */
    public static String notThere(String target, String release, JsonNode answer) {
        return "no release " + release + " is registered\n" + listed(target, answer, "");
    }

    private static String heading(int releases) {
        if (releases == 0) {
            return "no release needs the old path";
        }
        return releases == 1 ? "1 release needs the old path" : releases + " releases need the old path";
    }

    private static String line(JsonNode release) {
        return "  " + release.path("name").asText() + "  since "
                + Times.seconds(release.path("addedAt").asText()) + ", "
                + release.path("actor").asText() + ": " + release.path("reason").asText();
    }
}
