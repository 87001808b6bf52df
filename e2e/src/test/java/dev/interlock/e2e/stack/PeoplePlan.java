// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e.stack;

import java.util.HashMap;
import java.util.Map;

/** {@code full_name} becomes {@code first_name} and {@code last_name}, in a table of any name, in seconds. */
final class PeoplePlan {

    private static final String MIGRATION = """
            apiVersion: interlock.dev/v1
            id: ID
            database: shop
            description: Split TABLE.full_name into first_name and last_name
            owner: team-accounts
            sync:
              - table: TABLE
                forward:
                  first_name: "split_part(full_name, ' ', 1)"
                  last_name: "substr(full_name, position(' ' in full_name) + 1)"
                backward:
                  full_name: "first_name || coalesce(' ' || last_name, '')"
            ramp:
              steps:
                - { percent: 5, hold: 3s, minRequests: 5 }
                - { percent: 20, hold: 5s, minRequests: 20 }
                - { percent: 50, hold: 3s, minRequests: 20 }
                - { percent: 100, hold: 3s, minRequests: 20 }
              lookEvery: 1s
              calibrate: 0s
              maxHold: 5m
            mustExclude: 1000
            guardrails:
              - { name: errors, kind: error-rate, tolerance: 1.25 }
              - { name: slow, kind: slow-share, onFail: record }
              - { name: scans, kind: table-scans }
            soak: { duration: SOAK, checkEvery: 1s }
            contract: { approval: none, hide: 0s, archive: 0s }
            """;

    static final String SHORT_SOAK = "6s";

    private PeoplePlan() {}

    static Map<String, String> files(String id, String table, String soak) {
        return Map.of(
                "migration.yaml",
                migration(id, table, soak),
                "expand.sql",
                columns(table),
                "contract.sql",
                contract(table));
    }

    /** @param guardrails further ones, as lines of YAML */
    static Map<String, String> guarded(String id, String table, String guardrails) {
        Map<String, String> files = new HashMap<>(files(id, table, SHORT_SOAK));
        String scans = "  - { name: scans, kind: table-scans }\n";
        files.computeIfPresent("migration.yaml", (name, yaml) -> yaml.replace(scans, scans + guardrails));
        return files;
    }

    /** @param guardrails further ones, as lines of YAML */
    static Map<String, String> fromOnePercent(String id, String table, String guardrails) {
        Map<String, String> files = new HashMap<>(guarded(id, table, guardrails));
        String five = "    - { percent: 5, hold: 3s, minRequests: 5 }\n";
        files.computeIfPresent(
                "migration.yaml", (name, yaml) -> yaml.replace(five, five.replace("percent: 5", "percent: 1") + five));
        return files;
    }

    static Map<String, String> filesWithIndex(String id, String table) {
        return Map.of(
                "migration.yaml", migration(id, table, SHORT_SOAK),
                "expand/1-columns.sql", columns(table),
                "expand/2-index.sql",
                        "CREATE INDEX CONCURRENTLY " + table + "_first_name ON " + table + " (first_name);\n",
                "contract.sql", contract(table));
    }

    private static String migration(String id, String table, String soak) {
        return MIGRATION.replace("ID", id).replace("TABLE", table).replace("SOAK", soak);
    }

    private static String columns(String table) {
        return "ALTER TABLE " + table + " ADD COLUMN first_name text, ADD COLUMN last_name text;\n";
    }

    private static String contract(String table) {
        return "ALTER TABLE " + table + " DROP COLUMN full_name;\n";
    }
}
