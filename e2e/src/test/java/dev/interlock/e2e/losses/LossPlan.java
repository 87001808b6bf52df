// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e.losses;

import java.util.List;
import java.util.Map;

/**
 * The migration that is hit: {@code full_name} becomes {@code first_name} and {@code last_name}, in a few seconds.
 *
 * @param rate of the backfill, rows per second or {@code max}
 * @param hide how long the old names do not resolve before they are dropped
 */
record LossPlan(String rate, String hide) {

    static final LossPlan UNTHROTTLED = new LossPlan("max", "1s");

    static final LossPlan SLOWLY_FILLED = new LossPlan("500", "1s");

    static final LossPlan LONG_HIDDEN = new LossPlan("max", "5m");

    /** Thousandths of a percent. */
    static final List<Integer> STEPS = List.of(10_000, 50_000, 100_000);

    static final int SECOND_STEP = STEPS.get(1);

    private static final String MIGRATION = """
            apiVersion: interlock.dev/v1
            id: ID
            database: shop
            description: Split TABLE.full_name while everything goes wrong
            owner: team-accounts
            sync:
              - table: TABLE
                forward:
                  first_name: "split_part(full_name, ' ', 1)"
                  last_name: "CASE WHEN position(' ' in full_name) > 0 THEN substr(full_name, position(' ' in full_name) + 1) END"
                backward:
                  full_name: "first_name || coalesce(' ' || last_name, '')"
            backfill:
              - table: TABLE
                throttle: { rate: RATE }
            ramp:
              steps:
                - { percent: 10, hold: 500ms, minRequests: 5 }
                - { percent: 50, hold: 500ms, minRequests: 5 }
                - { percent: 100, hold: 500ms, minRequests: 5 }
              lookEvery: 500ms
              calibrate: 0s
              maxHold: 5m
            mustExclude: 1000
            guardrails:
              - { name: errors, kind: error-rate, tolerance: 1.25 }
              - { name: slow, kind: slow-share, onFail: record }
              - { name: statements, kind: statement-time, onFail: record }
              - { name: scans, kind: table-scans }
            soak: { duration: 1s, checkEvery: 1s }
            contract: { approval: required, hide: AWAY, archive: 1h }
            """;

    Map<String, String> files(String id, String table) {
        return Map.of(
                "migration.yaml",
                        MIGRATION
                                .replace("ID", id)
                                .replace("TABLE", table)
                                .replace("RATE", rate)
                                .replace("AWAY", hide),
                "expand.sql", "ALTER TABLE " + table + " ADD COLUMN first_name text, ADD COLUMN last_name text;\n",
                "contract.sql", "ALTER TABLE " + table + " DROP COLUMN full_name;\n");
    }
}
