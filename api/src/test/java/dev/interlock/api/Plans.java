// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api;

import java.util.Map;

/** Plans to start. */
final class Plans {

    private Plans() {}

    static Map<String, String> smallest(String id) {
        return smallest(id, "shop");
    }

    static Map<String, String> smallest(String id, String database) {
        return Map.of(
                "migration.yaml",
                """
                apiVersion: interlock.dev/v1
                id: %s
                database: %s
                description: Add an email address
                owner: team-accounts
                tables: [users]
                """.formatted(id, database),
                "expand.sql",
                "ALTER TABLE users ADD COLUMN email text;\n",
                "contract.sql",
                "ALTER TABLE users DROP COLUMN phone;\n");
    }
}
