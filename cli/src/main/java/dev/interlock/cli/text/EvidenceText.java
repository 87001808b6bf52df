// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What the contract's gate looked at and found when it was asked last. */
public final class EvidenceText {

    private EvidenceText() {}

    /** False also where it has not been asked yet. */
    public static boolean open(JsonNode evidence) {
        return last(evidence).path("open").asBoolean();
    }

    public static String newest(JsonNode evidence) {
        JsonNode last = last(evidence);
        if (last.isMissingNode()) {
            return "closed: the contract's gate has not been asked yet";
        }
        List<List<String>> rows = new ArrayList<>();
        last.path("facts").properties().forEach(fact -> rows(fact.getKey(), fact.getValue(), rows));
        return (open(evidence) ? "open" : "closed") + " in " + last.path("gate").asText() + " at "
                + Times.seconds(last.path("at").asText()) + "\n" + String.join("\n", Table.lines(rows));
    }

    private static void rows(String check, JsonNode fact, List<List<String>> rows) {
        rows.add(List.of(
                fact.path("holds").asBoolean() ? "holds" : "doubt",
                check,
                fact.path("found").asText()));
        fact.path("unknown").forEach(one -> rows.add(List.of("not known", check, one.asText())));
    }

    private static JsonNode last(JsonNode evidence) {
        JsonNode items = evidence.path("evidence");
        return items.path(items.size() - 1);
    }
}
