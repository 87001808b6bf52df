// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.figure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interlock.bench.figure.Row.Measured;
import dev.interlock.bench.figure.Row.NotMeasured;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The stored form. Medians, ratio and verdict are written for whoever reads the file; they are computed from the samples
 * when it is read again.
 */
public final class ResultJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ResultJson() {}

    public static String write(Result result) {
        ObjectNode root = JSON.createObjectNode();
        root.put("name", result.name());
        root.put("title", result.title());
        root.put("how", result.how());
        root.put("command", result.command());
        root.put("at", result.at().toString());
        root.set("machine", JSON.valueToTree(result.machine()));
        root.set("settings", JSON.valueToTree(result.settings()));
        ArrayNode rows = root.putArray("rows");
        result.rows().forEach(row -> rows.add(row(row)));
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always JSON", e);
        }
    }

    /** @throws IllegalArgumentException when the text is not what {@link #write} writes */
    public static Result read(String text) {
        try {
            JsonNode root = JSON.readTree(text);
            List<Row> rows = new ArrayList<>();
            root.required("rows").forEach(row -> rows.add(row(row)));
            SortedMap<String, String> settings = new TreeMap<>();
            root.required("settings")
                    .properties()
                    .forEach(entry ->
                            settings.put(entry.getKey(), entry.getValue().asText()));
            return new Result(
                    text(root, "name"),
                    text(root, "title"),
                    text(root, "how"),
                    text(root, "command"),
                    Instant.parse(text(root, "at")),
                    JSON.treeToValue(root.required("machine"), Machine.class),
                    settings,
                    rows);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a stored result: " + e.getOriginalMessage(), e);
        }
    }

    private static ObjectNode row(Row row) {
        ObjectNode node = JSON.createObjectNode();
        node.put("measure", row.measure());
        row.bar()
                .ifPresent(bar -> node.putObject("bar")
                        .put("sense", bar.sense().name().toLowerCase(Locale.ROOT))
                        .put("limit", bar.limit()));
        if (row instanceof NotMeasured missing) {
            return node.put("against", missing.against()).put("notMeasured", missing.why());
        }
        Measured measured = (Measured) row;
        node.put("unit", measured.unit());
        node.set("subject", side(measured.subject()));
        node.set("reference", side(measured.reference()));
        node.put("ratio", measured.ratio());
        measured.met().ifPresent(met -> node.put("met", met));
        return node;
    }

    private static ObjectNode side(Side side) {
        ObjectNode node = JSON.createObjectNode();
        node.put("name", side.name());
        node.put("median", side.median());
        ArrayNode samples = node.putArray("samples");
        side.samples().forEach(samples::add);
        return node;
    }

    private static Row row(JsonNode node) {
        String measure = text(node, "measure");
        Optional<Bar> bar = Optional.ofNullable(node.get("bar")).map(ResultJson::bar);
        if (node.has("notMeasured")) {
            return new NotMeasured(measure, text(node, "against"), bar, text(node, "notMeasured"));
        }
        return new Measured(
                measure, text(node, "unit"), side(node.required("subject")), side(node.required("reference")), bar);
    }

    private static Bar bar(JsonNode node) {
        Bar.Sense sense = Bar.Sense.valueOf(text(node, "sense").toUpperCase(Locale.ROOT));
        return new Bar(sense, node.required("limit").asDouble());
    }

    private static Side side(JsonNode node) {
        List<Double> samples = new ArrayList<>();
        node.required("samples").forEach(sample -> samples.add(sample.asDouble()));
        return new Side(text(node, "name"), samples);
    }

    private static String text(JsonNode node, String name) {
        return node.required(name).asText();
    }
}
