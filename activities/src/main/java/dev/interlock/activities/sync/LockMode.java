// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.sync;

/** The table locks that sync needs, and which held locks stand in their way. */
public enum LockMode {
    /** Stops nobody who reads or writes. */
    ROW_EXCLUSIVE("ROW EXCLUSIVE", "'AccessShareLock', 'RowShareLock', 'RowExclusiveLock', 'ShareUpdateExclusiveLock'"),
    /** Stops writers, not readers. */
    SHARE_ROW_EXCLUSIVE("SHARE ROW EXCLUSIVE", "'AccessShareLock', 'RowShareLock'"),
    /** Stops everybody. */
    ACCESS_EXCLUSIVE("ACCESS EXCLUSIVE", "''");

    private final String sql;
    private final String harmless;

    LockMode(String sql, String harmless) {
        this.sql = sql;
        this.harmless = harmless;
    }

    String sql() {
        return sql;
    }

    /** The modes of {@code pg_locks} that do not conflict, as a list for {@code IN}. */
    String harmless() {
        return harmless;
    }
}
