// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans.yaml;

import dev.interlock.domain.plan.PlanRule;
import dev.interlock.domain.plan.Problem;
import dev.interlock.domain.plan.Problem.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was found wrong, and on which line each path stands. */
final class Findings {

    private final String file;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Integer> lines = new HashMap<>();

    Findings(String file) {
        this.file = file;
    }

    void stands(String path, int line) {
        lines.put(path, line);
    }

    void error(PlanRule rule, int line, String path, String message, @Nullable String instead) {
        String shown = path.isEmpty() ? null : path;
        problems.add(new Problem(rule.code(), Severity.ERROR, file, line, shown, message, instead));
    }

    List<Problem> problems() {
        return problems;
    }

    Lines lines() {
        return new Lines(file, lines);
    }
}
