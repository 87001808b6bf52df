// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What is kept of what was dropped, and what was ordered of it. */
public final class ArchivesText {

    private static final long KIB = 1024;

    private ArchivesText() {}

    public static String of(String target, JsonNode answer) {
        List<String> lines = new ArrayList<>();
        int kept = answer.path("archives").size();
        lines.add(target + ": " + (kept == 0 ? "nothing is kept" : kept == 1 ? "1 archive" : kept + " archives"));
        answer.path("archives").forEach(archive -> lines.add(archive(archive)));
        answer.path("orders").forEach(order -> lines.add(order(order)));
        return String.join("\n", lines);
    }

    /** After an order: the order itself, with how to see what becomes of it. */
    public static String ordered(String target, JsonNode answer) {
        long number = answer.path("order").asLong();
        return StreamSupport.stream(answer.path("orders").spliterator(), false)
                        .filter(order -> order.path("order").asLong() == number)
                        .map(order -> target + ": " + order(order).strip())
                        .findFirst()
                        .orElse(target + ": order " + number)
                + "\n  a worker takes it up within seconds; 'interlock archives " + target + "' says what came of it";
    }

    private static String archive(JsonNode archive) {
        String objects = StreamSupport.stream(archive.path("objects").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "));
        return "  " + archive.path("id").asText() + "  " + objects + "  in "
                + archive.path("storedIn").asText() + "  " + size(archive) + standing(archive);
    }

    /** As it was compared: the drop comes later, and counts nothing under its locks. */
    private static String size(JsonNode archive) {
        return archive.hasNonNull("rows")
                ? archive.path("rows").asLong() + " rows, "
                        + archive.path("bytes").asLong() / KIB + " KiB when compared, "
                : "";
    }

    private static String standing(JsonNode archive) {
        if (archive.hasNonNull("goneAt")) {
            return "gone since " + Times.minutes(archive.path("goneAt").asText()) + ": "
                    + archive.path("goneWhy").asText();
        }
        return archive.hasNonNull("until")
                ? "until " + Times.minutes(archive.path("until").asText())
                : "kept up until the drop";
    }

    private static String order(JsonNode order) {
        String column = order.path("column").asText();
        String what = order.path("table").asText() + (column.isEmpty() ? "" : "." + column);
        String rows = order.path("state").asText().equals("ORDERED")
                        && order.path("rows").asLong() > 0
                ? ", " + order.path("rows").asLong() + " rows so far"
                : "";
        String message = order.path("message").asText();
        return "  " + order.path("kind").asText() + (what.isEmpty() ? "" : " " + what) + "  "
                + order.path("state").asText() + rows + ", by "
                + order.path("actor").asText() + " at "
                + Times.minutes(order.path("orderedAt").asText()) + ": "
                + order.path("reason").asText()
                + (message.isEmpty() ? "" : "\n    " + message.replace("; ", "\n    "));
    }
}
