// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interlock.domain.plan.Percent;
import java.util.ArrayList;
import java.util.List;

/** Migrations as a table. */
public final class ListText {

    private static final List<String> HEADINGS = List.of("MIGRATION", "PHASE", "PERCENT", "OWNER", "STARTED", "HOLD");

    private static final int GLIMPSE = 100;

    private ListText() {}

    public static String of(JsonNode list) {
        List<String> lines = new ArrayList<>();
        if (list.path("migrations").isEmpty()) {
            lines.add("no migrations");
        } else {
            lines.addAll(table(list));
        }
        list.path("unreachable")
                .forEach(database -> lines.add("not shown: the ledger of " + database.asText() + " does not answer"));
        if (list.path("more").asBoolean()) {
            lines.add("more: --page " + (list.path("page").asInt() + 1));
        }
        return String.join("\n", lines);
    }

    private static List<String> table(JsonNode list) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADINGS);
        list.path("migrations").forEach(migration -> rows.add(row(migration)));
        return Table.lines(rows);
    }

    private static List<String> row(JsonNode migration) {
        return List.of(
                migration.path("database").asText() + "/" + migration.path("id").asText(),
                migration.path("phase").asText(),
                Percent.text(migration.path("percent").asDouble()),
                Json.text(migration, "owner").orElse("-"),
                Json.text(migration, "startedAt").map(Times::minutes).orElse("-"),
                Json.text(migration, "hold").map(ListText::glimpse).orElse("-"));
    }

    /** A list has one line for each; the whole of it is in the status. */
    private static String glimpse(String hold) {
        return hold.length() <= GLIMPSE ? hold : hold.substring(0, GLIMPSE - 1) + "…";
    }
}
