// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.scenario;

import dev.interlock.plans.PlanReader;
import dev.interlock.plans.ReadPlan;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The plan that every scenario runs: {@code users.full_name} becomes {@code first_name} and {@code last_name}. */
final class DemoPlan {

    static final String DATABASE = "shop";
    static final String ID = "users-split-name";

    private static final String FOLDER = "/dev/interlock/demo/plans/" + ID + "/";
    private static final List<String> NAMES = List.of("migration.yaml", "expand.sql", "contract.sql");

    private static final String LAST_GUARDRAIL = "  - { name: scans, kind: table-scans }\n";

    private static final String SCRAPED = """
              - name: scraped-errors
                kind: error-rate
                source: prometheus
                errors: 'sum(increase(shop_errors_total{variant="$variant"}[$window]))'
                total: 'sum(increase(shop_calls_total{variant="$variant"}[$window]))'
            """;

    private DemoPlan() {}

    static Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (String name : NAMES) {
            files.put(name, read(name));
        }
        return files;
    }

    /**
     * Where the new path is slow to the end, {@code slow} does not have to stand a lock wait and an archive as elsewhere.
     *
     * @param prometheus whether there is one that counts the calls of both paths as well
     */
    static Map<String, String> files(Scenario scenario, boolean prometheus) throws IOException {
        Map<String, String> files = files();
        if (prometheus) {
            files.computeIfPresent(
                    "migration.yaml", (name, plan) -> plan.replace(LAST_GUARDRAIL, LAST_GUARDRAIL + SCRAPED));
        }
        if (scenario == Scenario.SLOW) {
            files.computeIfPresent("migration.yaml", (name, plan) -> plan.replace("tolerance: 60", "tolerance: 5"));
        }
        return files;
    }

    /**
     * Reads the plan as the API will. Its first reading costs seconds, so it is done while the servers start.
     *
     * @throws IllegalStateException with every problem of the plan
     */
    static void check() {
        try {
            ReadPlan read = new PlanReader().read(files());
            if (read.plan().isEmpty()) {
                throw new IllegalStateException("the demo's plan has problems: " + read.problems());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(String name) throws IOException {
        try (InputStream in = DemoPlan.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IOException("the demo's plan has no " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
