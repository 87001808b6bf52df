// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a backfill goes: a line for each table, and one for the rate that somebody has ordered. */
final class BackfillText {

    private BackfillText() {}

    /** Of a migration in BACKFILLING; empty in any other phase. */
    static List<String> tables(JsonNode migration) {
        List<String> lines = new ArrayList<>();
        if (fills(migration)) {
            migration.path("backfill").path("tables").forEach(table -> lines.add(table(table)));
        }
        return lines;
    }

    /** Who wanted which rate, and why. */
    static Optional<String> ordered(JsonNode migration) {
        JsonNode ordered = migration.path("backfill").path("ordered");
        if (!fills(migration) || ordered.isMissingNode()) {
            return Optional.empty();
        }
        String reason = Json.text(ordered, "reason").map(why -> ": " + why).orElse("");
        return Optional.of(rate(ordered.path("rate").asText()) + ", ordered by "
                + ordered.path("actor").asText() + reason);
    }

    private static boolean fills(JsonNode migration) {
        return migration.path("phase").asText().equals("BACKFILLING");
    }

    private static String table(JsonNode table) {
        long done = table.path("blocksDone").asLong();
        long total = table.path("blocksTotal").asLong();
        StringBuilder line = new StringBuilder(table.path("table").asText());
        line.append(String.format(Locale.ROOT, "  %d %%", total == 0 ? 100 : done * 100 / total));
        line.append(String.format(Locale.ROOT, ", %,d of %,d blocks", done, total));
        line.append(String.format(
                Locale.ROOT, ", %,d rows written", table.path("rowsWritten").asLong()));
        if (table.has("rowsPerSecond")) {
            line.append(String.format(
                    Locale.ROOT, ", %,.0f rows/s", table.path("rowsPerSecond").asDouble()));
        }
        if (table.has("secondsLeft")) {
            line.append(", ")
                    .append(Times.span(
                            Duration.ofSeconds(table.path("secondsLeft").asLong())))
                    .append(" left");
        }
        Json.text(table, "waitsFor")
                .ifPresent(reason -> line.append("; waits: ").append(reason));
        return line.toString();
    }

    private static String rate(String rate) {
        return rate.equals("max") ? rate : rate + " rows/s";
    }
}
