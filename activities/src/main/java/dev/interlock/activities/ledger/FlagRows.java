// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ledger;

import dev.interlock.domain.flag.Cohorts;
import java.sql.Connection;
import java.sql.SQLException;

/** What the ledger itself does to a flag: makes it with the claim, zeroes it when another run takes over. */
final class FlagRows {

    private FlagRows() {}

    /**
     * The epoch afterwards. A flag that was never made, or belongs to somebody else, stays as it is. What the run before had hidden
     * comes back first.
     */
    static long zeroForNewRun(Connection transaction, MigrationRow row) throws SQLException {
        Sql.list(transaction, "SELECT interlock.unhide(?)", unhidden -> unhidden.getBoolean(1), row.number());
        return Sql.first(transaction, """
                        UPDATE interlock.flag SET percent = 0, safe_side = 'old', version = version + 1,
                               epoch = greatest(epoch, ?) + 1, actor = 'interlock',
                               reason = 'another run takes over', changed_at = clock_timestamp()
                        WHERE key = ? AND migration = ? AND NOT pinned
                        RETURNING epoch
                        """, changed -> changed.getLong(1), row.epoch(), row.flagKey(), row.number())
                .orElse(row.epoch() + 1);
    }

    /**
     * Makes the flag at 0 %, or takes over that of a migration that has ended without completing.
     *
     * @param cohorts whom its evaluators are to tell apart at 0 %
     * @return whether the flag now belongs to this migration
     */
    static boolean make(Connection transaction, MigrationRow row, Cohorts cohorts) throws SQLException {
        Sql.update(transaction, """
                INSERT INTO interlock.flag AS f (key, migration, epoch, actor, reason, cohorts)
                VALUES (?, ?, ?, 'interlock', 'claimed', ?::text[]::integer[])
                ON CONFLICT (key) DO UPDATE
                SET migration = excluded.migration, percent = 0, safe_side = 'old', version = f.version + 1,
                    epoch = greatest(f.epoch, excluded.epoch), actor = excluded.actor, reason = excluded.reason,
                    cohorts = excluded.cohorts, changed_at = clock_timestamp()
                WHERE f.migration <> excluded.migration AND NOT f.pinned
                  AND (SELECT m.ended_at IS NOT NULL FROM interlock.migration m WHERE m.number = f.migration)
                """, row.flagKey(), row.number(), row.epoch(), cohorts.bounds());
        return Sql.number(
                        transaction,
                        "SELECT count(*) FROM interlock.flag WHERE key = ? AND migration = ?",
                        row.flagKey(),
                        row.number())
                == 1;
    }
}
