// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker.kill;

/**
 * A flag that was killed in the database, and the migration that it belongs to.
 *
 * @param actor who killed it, as they said
 */
public record Kill(String database, String migration, String flagKey, long epoch, String actor, String reason) {

    /** The same for every worker that hears it, so that the workflow takes it once. */
    public String commandId() {
        return "kill-" + flagKey + "-" + epoch;
    }
}
