// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans.yaml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.interlock.plans.yaml.Key.Absent;
import dev.interlock.plans.yaml.Shape.Choice;
import dev.interlock.plans.yaml.Shape.Decimal;
import dev.interlock.plans.yaml.Shape.Items;
import dev.interlock.plans.yaml.Shape.Keys;
import dev.interlock.plans.yaml.Shape.Named;
import dev.interlock.plans.yaml.Shape.OneOrMore;
import dev.interlock.plans.yaml.Shape.OrWord;
import dev.interlock.plans.yaml.Shape.Scalar;
import dev.interlock.plans.yaml.Shape.Size;
import dev.interlock.plans.yaml.Shape.Span;
import dev.interlock.plans.yaml.Shape.Text;
import dev.interlock.plans.yaml.Shape.Whole;
import java.util.List;

/** The JSON Schema (2020-12) of {@code migration.yaml}, written from the table of keys. */
public final class PlanSchema {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String ISO_DURATION = "P[0-9DTHMS.]+";

    private PlanSchema() {}

    /** Pretty-printed, with a newline at the end. */
    public static String text() {
        ObjectNode schema = JSON.createObjectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "A plan of Interlock: migration.yaml");
        schema.setAll(keys(PlanKeys.ROOT));
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON nodes can always be written", e);
        }
    }

    private static ObjectNode keys(Keys shape) {
        ObjectNode schema = typed("object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = JSON.createArrayNode();
        for (Key key : shape.keys()) {
            properties.set(key.name(), property(key));
            if (key.absent() instanceof Absent.Refused) {
                required.add(key.name());
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema.put("additionalProperties", false);
    }

    private static ObjectNode property(Key key) {
        if (key.absent() instanceof Absent.NotYet) {
            ObjectNode never = JSON.createObjectNode().put("description", key.meaning() + ". Not built yet.");
            never.putObject("not");
            return never;
        }
        ObjectNode schema = of(key.shape())
                .put("description", key.meaning() + "." + key.shape().unstated());
        if (key.absent() instanceof Absent.Default standard) {
            schema.set("default", json(standard.yaml()));
        }
        return schema;
    }

    private static ObjectNode of(Shape shape) {
        if (shape instanceof Keys keys) {
            return keys(keys);
        }
        if (shape instanceof Items items) {
            ObjectNode schema = typed("array");
            schema.set("items", of(items.item()));
            return schema;
        }
        if (shape instanceof OneOrMore more) {
            ObjectNode schema = JSON.createObjectNode();
            schema.putArray("anyOf")
                    .add(of(more.item()))
                    .add(of(new Items(more.item())).put("minItems", 1));
            return schema;
        }
        if (shape instanceof Named named) {
            ObjectNode schema = typed("object");
            schema.set("propertyNames", of(named.names()));
            schema.set("additionalProperties", of(named.value()));
            return schema;
        }
        if (shape instanceof OrWord or) {
            ObjectNode schema = JSON.createObjectNode();
            schema.putArray("anyOf").add(of(or.value())).add(enumeration(List.of(or.word())));
            return schema;
        }
        boolean isText =
                shape instanceof Span || shape instanceof Text || shape instanceof Choice || shape instanceof Size;
        return isText ? words(shape) : number(shape);
    }

    private static ObjectNode words(Shape shape) {
        if (shape instanceof Choice choice) {
            return enumeration(choice.now());
        }
        if (shape instanceof Text text) {
            return typed("string").put("pattern", "^" + text.pattern() + "$");
        }
        if (shape instanceof Size) {
            return typed("string").put("pattern", "^" + Sizes.PATTERN + "$");
        }
        return typed("string").put("pattern", "^(?=.)(?:" + Durations.PATTERN + "|" + ISO_DURATION + ")$");
    }

    private static ObjectNode number(Shape shape) {
        if (shape instanceof Decimal decimal) {
            return typed("number").put("exclusiveMinimum", decimal.above()).put("maximum", decimal.most());
        }
        if (shape instanceof Whole whole) {
            return typed("integer").put("minimum", whole.least()).put("maximum", whole.most());
        }
        if (shape instanceof Scalar) {
            ObjectNode schema = JSON.createObjectNode();
            schema.putArray("type").add("string").add("number").add("boolean");
            return schema;
        }
        return typed("boolean");
    }

    private static ObjectNode enumeration(List<String> values) {
        ObjectNode schema = JSON.createObjectNode();
        values.forEach(schema.putArray("enum")::add);
        return schema;
    }

    private static ObjectNode typed(String type) {
        return JSON.createObjectNode().put("type", type);
    }

    private static JsonNode json(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a default is not YAML: " + yaml, e);
        }
    }
}
