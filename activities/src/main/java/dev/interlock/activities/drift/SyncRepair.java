// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.drift;

import dev.interlock.activities.ledger.ConnectionSource;
import dev.interlock.activities.sync.Progress;
import dev.interlock.activities.sync.SyncInstaller;
import dev.interlock.domain.plan.LockPolicy;
import dev.interlock.domain.plan.MigrationPlan;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Puts a broken sync back as it was after the backfill: guarded. Without the guard any UPDATE of a row that was missed would
 * overwrite its new side, which the new path may have written.
 */
public final class SyncRepair {

    private final ConnectionSource connections;

    public SyncRepair(ConnectionSource connections) {
        this.connections = connections;
    }

    /** One attempt at each table's lock. What is missed meanwhile is lost to sync, and a going-back waits for nobody. */
    public String atOnce(long number, MigrationPlan plan, String sha256) {
        LockPolicy once = new LockPolicy(
                plan.locks().timeout(), Duration.ZERO, plan.locks().concurrentTimeout());
        try {
            new SyncInstaller(connections).repair(number, plan, sha256, once, Progress.NONE);
            return "put back at once";
        } catch (SQLException e) {
            return "not put back yet: " + e.getMessage();
        }
    }
}
