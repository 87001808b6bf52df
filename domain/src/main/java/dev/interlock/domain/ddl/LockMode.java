// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.ddl;

/** PostgreSQL's table locks, as far as schema work takes them; the weakest first. */
public enum LockMode {
    ROW_EXCLUSIVE("ROW EXCLUSIVE"),
    SHARE_UPDATE_EXCLUSIVE("SHARE UPDATE EXCLUSIVE"),
    SHARE("SHARE"),
    SHARE_ROW_EXCLUSIVE("SHARE ROW EXCLUSIVE"),
    EXCLUSIVE("EXCLUSIVE"),
    ACCESS_EXCLUSIVE("ACCESS EXCLUSIVE");

    private final String sql;

    LockMode(String sql) {
        this.sql = sql;
    }

    /** As {@code LOCK TABLE … IN … MODE} spells it. */
    public String sql() {
        return sql;
    }

    /** Whether the application's writes, or everything, stand still under it. */
    public boolean isStrong() {
        return compareTo(SHARE) >= 0;
    }

    public LockMode stronger(LockMode other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
