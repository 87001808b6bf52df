// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.lab;

import java.util.Map;

/**
 * The migration that is measured: an integer column of a table gets a bigint beside it, as {@code int → bigint} does. One
 * new column, so that others, which fill one column at a time, have the same work.
 *
 * @param throttle the plan's limits of the backfill, as YAML
 */
public record Plan(String table, String oldColumn, String newColumn, String throttle) {

    /** Never stands still. */
    public static final String UNTHROTTLED = "{ rate: max, maxReplicaLag: none, maxActiveSessions: none,"
            + " maxCommitLatency: none, maxWalRate: none, yieldToAutovacuum: false }";

    static final String ID = "widen";

    public String expand() {
        return "ALTER TABLE " + table + " ADD COLUMN " + newColumn + " bigint;\n";
    }

    Map<String, String> files(String database) {
        return Map.of("migration.yaml", yaml(database), "expand.sql", expand(), "contract.sql", contract());
    }

    private String contract() {
        return "ALTER TABLE " + table + " DROP COLUMN " + oldColumn + ";\n";
    }

    private String yaml(String database) {
        return """
                apiVersion: interlock.dev/v1
                id: %1$s
                database: %2$s
                sync:
                  - table: %3$s
                    forward: { %5$s: "%4$s::bigint" }
                    backward: { %4$s: "%5$s::int" }
                backfill:
                  - table: %3$s
                    throttle: %6$s
                """.formatted(ID, database, table, oldColumn, newColumn, throttle);
    }
}
