// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interlock.domain.plan.Percent;

/** What makes a change worth a line. */
public record Standing(String phase, double percent, String hold, String endedAs, boolean live) {

    public static Standing of(JsonNode migration) {
        return new Standing(
                migration.path("phase").asText(),
                migration.path("percent").asDouble(),
                Json.text(migration, "hold").orElse(""),
                Json.text(migration, "endedAs").orElse(""),
                migration.path("live").asBoolean());
    }

    /**
     * It has ended, or has been rolled back and waits for a person. Of the latter only the running workflow can speak: the
     * ledger says it of the run before, too, until a worker has taken the one that goes on from there.
     */
    public boolean stands() {
        return !endedAs.isEmpty() || (live && phase.equals("ROLLED_BACK"));
    }

    /** Whether a person would see a difference. */
    public boolean looksLike(Standing other) {
        return line().equals(other.line()) && endedAs.equals(other.endedAs);
    }

    public boolean completed() {
        return endedAs.equals("COMPLETED");
    }

    /** {@code RAMPING 20 %, held: paused by bob}. */
    public static String line(JsonNode migration) {
        return of(migration).line();
    }

    private String line() {
        return phase + " " + Percent.text(percent) + (hold.isEmpty() ? "" : ", held: " + hold);
    }
}
