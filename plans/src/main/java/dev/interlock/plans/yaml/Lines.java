// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans.yaml;

import dev.interlock.domain.plan.Problem;
import java.util.Map;

/**
 * Where each path stands.
 *
 * @param lines path → line, from 1
 */
public record Lines(String file, Map<String, Integer> lines) {

    public Lines {
        lines = Map.copyOf(lines);
    }

    /** The problem with the file and the line of its path, or of the nearest part of the path that is written. */
    public Problem place(Problem problem) {
        return new Problem(
                problem.rule(),
                problem.severity(),
                file,
                problem.path() == null ? Integer.valueOf(1) : Integer.valueOf(line(problem.path())),
                problem.path(),
                problem.message(),
                problem.instead());
    }

    /** Whether the file names the path itself. */
    public boolean isWritten(String path) {
        return lines.containsKey(path);
    }

    private int line(String path) {
        String part = path;
        while (!part.isEmpty()) {
            Integer line = lines.get(part);
            if (line != null) {
                return line;
            }
            part = part.substring(0, Math.max(0, Math.max(part.lastIndexOf('.'), part.lastIndexOf('['))));
        }
        return 1;
    }
}
