// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans.yaml;

import dev.interlock.domain.plan.PlanRule;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** YAML text to nodes with marks. No value is ever constructed from a tag, so no class can be named by a plan. */
final class YamlSource {

    private YamlSource() {}

    /** The one mapping that the file holds. */
    static Optional<MappingNode> mapping(String text, Findings findings) {
        try {
            return only(nodes(text), findings);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            findings.error(PlanRule.NOT_YAML, line, "", e.getProblem(), null);
        } catch (YAMLException e) {
            findings.error(PlanRule.NOT_YAML, 1, "", String.valueOf(e.getMessage()), null);
        }
        return Optional.empty();
    }

    /** One node of a text that we wrote ourselves. */
    static Node ours(String text) {
        return new Yaml().compose(new StringReader(text));
    }

    private static List<Node> nodes(String text) {
        List<Node> nodes = new ArrayList<>();
        new Yaml(new LoaderOptions()).composeAll(new StringReader(text)).forEach(nodes::add);
        return nodes;
    }

    private static Optional<MappingNode> only(List<Node> nodes, Findings findings) {
        if (nodes.isEmpty()) {
            findings.error(PlanRule.NOT_YAML, 1, "", "the file is empty", "apiVersion: interlock.dev/v1");
            return Optional.empty();
        }
        if (nodes.size() > 1) {
            int line = nodes.get(1).getStartMark().getLine() + 1;
            findings.error(PlanRule.NOT_YAML, line, "", "a plan is one document, and here a second one begins", null);
        }
        if (nodes.get(0) instanceof MappingNode mapping) {
            return Optional.of(mapping);
        }
        int line = nodes.get(0).getStartMark().getLine() + 1;
        findings.error(
                PlanRule.NOT_YAML,
                line,
                "",
                "the file is not a mapping of keys to values",
                "apiVersion: interlock.dev/v1");
        return Optional.empty();
    }
}
