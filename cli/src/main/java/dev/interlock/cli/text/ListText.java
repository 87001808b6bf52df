// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interlock.domain.plan.Percent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Migrations as a table. */
public final class ListText {

    private static final List<String> HEADINGS = List.of("MIGRATION", "PHASE", "PERCENT", "OWNER", "STARTED", "HOLD");

    /** Only where one of them waits for its windows. */
    private static final String NEXT = "NEXT";

    private static final String NOTHING = "-";

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
        List<String> next = new ArrayList<>();
        list.path("migrations").forEach(migration -> {
            rows.add(row(migration));
            next.add(next(migration));
        });
        rows.add(0, HEADINGS);
        next.add(0, NEXT);
        boolean nothingWaits = next.stream().skip(1).allMatch(NOTHING::equals);
        return Table.lines(nothingWaits ? rows : beside(rows, next));
    }

    private static List<List<String>> beside(List<List<String>> rows, List<String> last) {
        return IntStream.range(0, rows.size())
                .mapToObj(row -> Stream.concat(rows.get(row).stream(), Stream.of(last.get(row)))
                        .toList())
                .toList();
    }

    /** What is held goes on when somebody has ended that. */
    private static String next(JsonNode migration) {
        return Json.text(migration, "next")
                .filter(words -> Json.text(migration, "hold").isEmpty())
                .orElse(NOTHING);
    }

    private static List<String> row(JsonNode migration) {
        return List.of(
                migration.path("database").asText() + "/" + migration.path("id").asText(),
                migration.path("phase").asText(),
                Percent.text(migration.path("percent").asDouble()),
                Json.text(migration, "owner").orElse(NOTHING),
                Json.text(migration, "startedAt").map(Times::minutes).orElse(NOTHING),
                Json.text(migration, "hold").map(ListText::glimpse).orElse(NOTHING));
    }

    /** A list has one line for each; the whole of it is in the status. */
    private static String glimpse(String hold) {
        return hold.length() <= GLIMPSE ? hold : hold.substring(0, GLIMPSE - 1) + "…";
    }
}
