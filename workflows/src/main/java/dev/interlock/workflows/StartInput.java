// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows;

import java.util.Map;

/**
 * What a migration starts from. The files travel once, here; afterwards only their SHA-256 does.
 *
 * @param files path relative to the plan's folder → content
 */
public record StartInput(Map<String, String> files, String startedBy) {

    public StartInput {
        files = Map.copyOf(files);
    }
}
