// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.flag;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.Percent;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * The flag as its store has it.
 *
 * @param version every change adds one
 * @param epoch every going back adds one
 * @param pinned the old path is gone
 */
public record FlagRow(
        String key,
        long migration,
        Percent percent,
        String safeSide,
        long version,
        long epoch,
        boolean pinned,
        String actor,
        String reason,
        Instant changedAt) {

    private static final String SELECT = "SELECT key, migration, percent, safe_side, version, epoch, pinned, actor,"
            + " reason, changed_at FROM interlock.flag WHERE key = ?";

    /** Without a lock. */
    public static Optional<FlagRow> find(Connection connection, String key) throws SQLException {
        return Sql.first(connection, SELECT, FlagRow::read, key);
    }

    /** Locks the row; waits for whoever holds it. */
    static Optional<FlagRow> lock(Connection transaction, String key) throws SQLException {
        return Sql.first(transaction, SELECT + " FOR UPDATE", FlagRow::read, key);
    }

    /** Locks the row or fails at once with 55P03: the one who holds it may be a kill. */
    public static Optional<FlagRow> lockNow(Connection transaction, String key) throws SQLException {
        return Sql.first(transaction, SELECT + " FOR UPDATE NOWAIT", FlagRow::read, key);
    }

    public Outcome asSet() {
        return new Outcome.FlagSet(percent, epoch);
    }

    public Outcome asMoved() {
        return new Outcome.FlagMoved(percent, epoch, actor, reason);
    }

    private static FlagRow read(ResultSet row) throws SQLException {
        return new FlagRow(
                row.getString("key"),
                row.getLong("migration"),
                new Percent(row.getInt("percent")),
                row.getString("safe_side"),
                row.getLong("version"),
                row.getLong("epoch"),
                row.getBoolean("pinned"),
                row.getString("actor"),
                row.getString("reason"),
                row.getTimestamp("changed_at").toInstant());
    }
}
