// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.ddl;

/** Where in a migration a script runs. */
public enum ScriptPhase {
    EXPAND,
    /** The first contract file: the drop transaction, verbatim. */
    DROP,
    /** The contract files that run after the drop has committed. */
    AFTER_DROP,
    REVERT
}
