// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import dev.interlock.domain.plan.Scripts.Script;

/**
 * One script of one round.
 *
 * @param file counted from 1 within its kind
 */
public record ScriptKey(long migration, int round, ScriptKind kind, int file, Script script) {

    String version() {
        return kind.version(round, file);
    }

    @Override
    public String toString() {
        return script.path();
    }
}
