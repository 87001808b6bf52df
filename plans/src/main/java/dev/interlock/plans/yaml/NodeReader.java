// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans.yaml;

import dev.interlock.domain.plan.PlanRule;
import dev.interlock.plans.yaml.Section.Item;
import dev.interlock.plans.yaml.Shape.Items;
import dev.interlock.plans.yaml.Shape.Keys;
import dev.interlock.plans.yaml.Shape.Named;
import dev.interlock.plans.yaml.Shape.OneOrMore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads nodes by their shapes. The shape bounds the depth, so neither aliases nor cycles can make it run on. */
final class NodeReader {

    private final Findings findings;
    private final ScalarReader scalars;

    NodeReader(Findings findings) {
        this.findings = findings;
        this.scalars = new ScalarReader(findings);
    }

    /** Empty when the value was wrong, which is then among the findings. */
    Optional<Object> read(Shape shape, Node node, String path) {
        if (shape instanceof Keys keys) {
            return mapping(shape, node, path).map(mapping -> section(keys, mapping, path));
        }
        if (shape instanceof Named named) {
            return mapping(shape, node, path).map(mapping -> named(named, mapping, path));
        }
        if (shape instanceof Items items) {
            return node instanceof SequenceNode sequence
                    ? Optional.of(items(items, sequence, path))
                    : wrongType(shape, node, path);
        }
        if (shape instanceof OneOrMore more) {
            return oneOrMore(more, node, path);
        }
        return node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)
                ? scalars.read(shape, scalar, path)
                : wrongType(shape, node, path);
    }

    Section section(Keys keys, MappingNode mapping, String path) {
        Map<String, Node> written = written(mapping, path);
        Map<String, Item> values = new LinkedHashMap<>();
        for (Key key : keys.keys()) {
            String at = path.isEmpty() ? key.name() : path + "." + key.name();
            Node node = written.remove(key.name());
            Optional<Object> value = node == null ? absent(key, mapping, at) : present(key, node, at);
            value.ifPresent(v -> values.put(key.name(), new Item(at, v)));
        }
        List<String> known = keys.keys().stream().map(Key::name).toList();
        written.keySet().forEach(name -> unknown(name, known, path));
        return new Section(path, values);
    }

    private Optional<Object> present(Key key, Node node, String path) {
        if (key.absent() instanceof Key.Absent.NotYet) {
            findings.error(PlanRule.NOT_YET, line(node), path, "`" + path + "` is not built yet", "leave it out");
            return Optional.empty();
        }
        return read(key.shape(), node, path);
    }

    private Optional<Object> absent(Key key, MappingNode mapping, String path) {
        if (key.absent() instanceof Key.Absent.Refused) {
            findings.error(
                    PlanRule.MISSING_KEY,
                    line(mapping),
                    path,
                    "`" + path + "` is missing: " + key.meaning(),
                    key.name() + ": " + key.shape().wanted());
        }
        return key.absent() instanceof Key.Absent.Default standard
                ? Optional.of(standard(key, standard, path))
                : Optional.empty();
    }

    /** A default is read as if it were written; that it has no problems is a test's to show. */
    static Object standard(Key key, Key.Absent.Default standard, String path) {
        return new NodeReader(new Findings("the table of keys"))
                .read(key.shape(), YamlSource.ours(standard.yaml()), path)
                .orElseThrow(() -> new IllegalStateException("the default of " + path + " cannot be read"));
    }

    private Section named(Named shape, MappingNode mapping, String path) {
        Map<String, Item> values = new LinkedHashMap<>();
        written(mapping, path).forEach((name, node) -> {
            String at = path + "." + name;
            if (scalars.accepts(shape.names(), name, line(node), at)) {
                read(shape.value(), node, at).ifPresent(value -> values.put(name, new Item(at, value)));
            }
        });
        return new Section(path, values);
    }

    private Optional<Object> oneOrMore(OneOrMore shape, Node node, String path) {
        if (!(node instanceof SequenceNode sequence)) {
            return read(shape.item(), node, path).map(value -> new Section.Items(List.of(new Item(path, value))));
        }
        if (sequence.getValue().isEmpty()) {
            findings.error(
                    shape.empty(),
                    line(node),
                    path,
                    "`" + path + "` is an empty list",
                    shape.item().wanted());
            return Optional.empty();
        }
        return Optional.of(items(new Items(shape.item()), sequence, path));
    }

    private Section.Items items(Items shape, SequenceNode sequence, String path) {
        List<Item> entries = new ArrayList<>();
        int index = 0;
        for (Node node : sequence.getValue()) {
            String at = path + "[" + index++ + "]";
            findings.stands(at, line(node));
            read(shape.item(), node, at).ifPresent(value -> entries.add(new Item(at, value)));
        }
        return new Section.Items(entries);
    }

    private Map<String, Node> written(MappingNode mapping, String path) {
        Map<String, Node> written = new LinkedHashMap<>();
        Set<String> twice = new HashSet<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String name = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            String at = path.isEmpty() ? name : path + "." + name;
            findings.stands(at, line(tuple.getKeyNode()));
            if (written.put(name, tuple.getValueNode()) != null && twice.add(name)) {
                findings.error(
                        PlanRule.DUPLICATE_KEY, line(tuple.getKeyNode()), at, "`" + at + "` stands twice", "keep one");
            }
        }
        return written;
    }

    private void unknown(String name, List<String> known, String path) {
        String at = path.isEmpty() ? name : path + "." + name;
        Optional<String> nearest = Nearest.to(name, known);
        findings.error(
                PlanRule.UNKNOWN_KEY,
                findings.lines().lines().getOrDefault(at, 1),
                at,
                "`" + Shown.of(name) + "` is no key here"
                        + nearest.map(word -> "; did you mean `" + word + "`?").orElse(""),
                nearest.orElse("one of " + String.join(", ", known)));
    }

    private Optional<MappingNode> mapping(Shape shape, Node node, String path) {
        return node instanceof MappingNode mapping
                ? Optional.of(mapping)
                : wrongType(shape, node, path).map(MappingNode.class::cast);
    }

    private Optional<Object> wrongType(Shape shape, Node node, String path) {
        findings.error(
                PlanRule.WRONG_TYPE,
                line(node),
                path,
                "`" + path + "` takes " + shape.wanted() + ", not " + found(node),
                instead(shape, node));
        return Optional.empty();
    }

    private static String instead(Shape shape, Node node) {
        boolean word = node instanceof ScalarNode scalar && !scalar.getValue().isBlank();
        return shape instanceof Items && word ? "[" + ((ScalarNode) node).getValue() + "]" : shape.wanted();
    }

    private static String found(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getTag().equals(Tag.NULL) ? "nothing" : "the single value " + Shown.of(scalar.getValue());
        }
        return node instanceof MappingNode ? "a mapping" : "a list";
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
