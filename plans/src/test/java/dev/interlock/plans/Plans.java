// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans;

import java.util.Map;
import java.util.TreeMap;

/** Small plans to start a test from. */
final class Plans {

    static final String SMALLEST = "apiVersion: interlock.dev/v1\nid: users-split-name\ndatabase: shop\n";

    private Plans() {}

    static Map<String, String> smallest() {
        return with("");
    }

    /** The smallest plan and more lines of YAML, which begin on line 4. */
    static Map<String, String> with(String yaml) {
        Map<String, String> files = new TreeMap<>();
        files.put("migration.yaml", SMALLEST + yaml);
        files.put("expand.sql", "ALTER TABLE users ADD COLUMN first_name text;\n");
        files.put("contract.sql", "ALTER TABLE users DROP COLUMN full_name;\n");
        return files;
    }

    static Map<String, String> withFile(String path, String content) {
        Map<String, String> files = smallest();
        files.put(path, content);
        return files;
    }
}
