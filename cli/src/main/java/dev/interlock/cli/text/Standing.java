// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.text;

import com.fasterxml.jackson.databind.JsonNode;

/** What makes a change worth a line. */
public record Standing(String phase, double percent, String hold, String endedAs) {

    public static Standing of(JsonNode migration) {
        return new Standing(
                migration.path("phase").asText(),
                migration.path("percent").asDouble(),
                Json.text(migration, "hold").orElse(""),
                Json.text(migration, "endedAs").orElse(""));
    }

    /** It has ended, or has been rolled back and waits for a person. */
    public boolean stands() {
        return !endedAs.isEmpty() || phase.equals("ROLLED_BACK");
    }

    public boolean completed() {
        return endedAs.equals("COMPLETED");
    }

    /** {@code RAMPING 20 %, held: paused by bob}. */
    public static String line(JsonNode migration) {
        Standing standing = of(migration);
        String held = standing.hold().isEmpty() ? "" : ", held: " + standing.hold();
        return standing.phase() + " " + Percents.of(standing.percent()) + held;
    }
}
