// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans.yaml;

import dev.interlock.domain.plan.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code migration.yaml}, read.
 *
 * @param root absent when the file is not a YAML mapping
 */
public record PlanYaml(Optional<Section> root, List<Problem> problems, Lines lines) {

    /** Its name in a plan's folder. */
    public static final String FILE = "migration.yaml";

    public PlanYaml {
        problems = List.copyOf(problems);
    }

    /** Reads the text, with every default filled in. */
    public static PlanYaml read(String text) {
        Findings findings = new Findings(FILE);
        Optional<Section> root = YamlSource.mapping(text, findings)
                .map(mapping -> new NodeReader(findings).section(PlanKeys.ROOT, mapping, ""));
        return new PlanYaml(root, findings.problems(), findings.lines());
    }

    /** The guardrails that a plan has without naming any. */
    public static List<Section> defaultGuardrails() {
        Key key = PlanKeys.ROOT.keys().stream()
                .filter(candidate -> candidate.name().equals("guardrails"))
                .findFirst()
                .orElseThrow();
        Object value = NodeReader.standard(key, (Key.Absent.Default) key.absent(), key.name());
        return ((Section.Items) value)
                .entries().stream().map(Section.Item::section).toList();
    }

    /** The throttle of a table that is filled without the plan naming it. */
    public static Section defaultThrottle() {
        Key key = PlanKeys.THROTTLE;
        return (Section) NodeReader.standard(key, (Key.Absent.Default) key.absent(), key.name());
    }

    /** The paths of those keys whose full default is not built, so that it is off. */
    public static List<String> off() {
        List<String> off = new ArrayList<>();
        collectOff(PlanKeys.ROOT, "", off);
        return List.copyOf(off);
    }

    private static void collectOff(Shape.Keys keys, String path, List<String> off) {
        for (Key key : keys.keys()) {
            if (key.off()) {
                off.add(path + key.name());
            }
            if (key.shape() instanceof Shape.Keys nested) {
                collectOff(nested, path + key.name() + ".", off);
            }
        }
    }
}
