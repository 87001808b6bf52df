// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans;

import dev.interlock.domain.plan.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads a plan. Stateless; safe for use by several threads. */
public final class PlanReader {

    /**
     * Reads files as they were sent.
     *
     * @param files path relative to the plan's folder → content
     */
    public ReadPlan read(Map<String, String> files) {
        Problem problem = new Problem(
                "not-yet", Problem.Severity.ERROR, "migration.yaml", null, null, "plans cannot be read yet", null);
        return new ReadPlan(Optional.empty(), List.of(problem), PlanHash.of(files));
    }

    /**
     * Reads a folder.
     *
     * @throws IOException when the folder or a file in it cannot be read
     */
    public ReadPlan read(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> entries = Files.walk(folder, 2)) {
            for (Path file : entries.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        return read(files);
    }
}
