// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.together;

import java.util.Map;

/** The files of the plans that run beside each other, each of seconds. */
final class Plans {

    private static final String SOON = """
            ramp:
              lookEvery: 500ms
              calibrate: 0s
              steps: [{ percent: 100, hold: 0s, minRequests: 1 }]
            mustExclude: 1000
            guardrails: [{ name: slow, kind: slow-share, onFail: record }]
            soak: { duration: 500ms, checkEvery: 500ms }
            contract: { hide: 500ms }
            """;

    private static final String RENAME = """
            apiVersion: interlock.dev/v1
            id: rename-%1$d
            database: shop
            description: Rename people_%1$d.mail to email
            owner: team-test
            sync:
              - table: people_%1$d
                forward: { email: mail }
                backward: { mail: email }
            """;

    private static final String NOTE = """
            apiVersion: interlock.dev/v1
            id: %s
            database: shop
            description: Let somebody have a note
            owner: team-test
            tables: [people_%d]
            """;

    private Plans() {}

    /** {@code mail} becomes {@code email}, and is archived. */
    static Map<String, String> rename(int table) {
        return Map.of(
                "migration.yaml",
                RENAME.formatted(table) + SOON,
                "expand.sql",
                "ALTER TABLE people_" + table + " ADD COLUMN email text",
                "contract.sql",
                "ALTER TABLE people_" + table + " DROP COLUMN mail");
    }

    /** One more column, and nothing to drop. */
    static Map<String, String> note(String id, int table) {
        return Map.of(
                "migration.yaml",
                NOTE.formatted(id, table) + SOON,
                "expand.sql",
                "ALTER TABLE people_" + table + " ADD COLUMN note text",
                "contract.sql",
                "ALTER TABLE people_" + table + " ADD CONSTRAINT note_is_short CHECK (length(note) < 100)");
    }
}
