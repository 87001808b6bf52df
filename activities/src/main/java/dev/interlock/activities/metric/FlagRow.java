// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.Percent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * The flag as it stands, read back at each look.
 *
 * @param changedAt by the database's clock
 */
record FlagRow(Percent percent, long version, long epoch, String actor, String reason, Instant changedAt) {

    /** Takes no lock. Empty when this migration has no such flag. */
    static Optional<FlagRow> read(Connection connection, String key, long migration) throws SQLException {
        return Sql.first(
                connection,
                "SELECT percent, version, epoch, actor, reason, changed_at FROM interlock.flag WHERE key = ? AND migration = ?",
                row -> new FlagRow(
                        new Percent(row.getInt(1)),
                        row.getLong(2),
                        row.getLong(3),
                        row.getString(4),
                        row.getString(5),
                        Times.read(row, 6)),
                key,
                migration);
    }

    /** Present when the flag is not what the call left it at. */
    Optional<Outcome> movedFrom(Percent expected, long expectedEpoch) {
        return percent.equals(expected) && epoch == expectedEpoch
                ? Optional.empty()
                : Optional.of(new Outcome.FlagMoved(percent, epoch, actor, reason));
    }
}
