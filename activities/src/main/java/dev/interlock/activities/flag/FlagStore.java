// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.flag;

import dev.interlock.activities.ledger.MigrationRow;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.lock.UnhideWait;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.Percent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The built-in store: table {@code interlock.flag} in the target database. Every method works in the caller's
 * transaction, which holds the migration's row already, and locks the flag's row.
 */
public final class FlagStore {

    private FlagStore() {}

    /**
     * Upwards: only for the migration that owns the flag and holds its claim, only under the epoch that the caller
     * knows, only from below, never when pinned. A repetition finds what it would write and changes nothing.
     */
    static Outcome raise(Connection transaction, MigrationRow row, long epoch, Percent percent, String reason)
            throws SQLException {
        FlagRow was = owned(transaction, row);
        boolean mayMove = was.epoch() == epoch && !was.pinned() && claimed(transaction, row);
        if (!mayMove || was.percent().compareTo(percent) > 0) {
            return was.asMoved();
        }
        if (was.percent().equals(percent)) {
            return was.asSet();
        }
        change(transaction, was, percent, was.safeSide(), was.epoch(), "interlock", reason);
        return reread(transaction, was).asSet();
    }

    /**
     * 0 % and safe side old, whatever stands there. The epoch is bumped unless a going-back after {@code epoch} has done
     * so already, which makes a repetition, or a zero after a kill, change nothing more. What is hidden comes back first: its
     * tables are locked before the flag's row, as everywhere. Once that row is held nobody hides any more.
     *
     * @throws SQLException 55P03, with who blocks, when a lock on a table is not had; then nothing has changed
     * @return the flag afterwards; empty where this migration has none
     */
    static Optional<FlagRow> zero(Connection transaction, MigrationRow row, long epoch, String actor, String reason)
            throws SQLException {
        boolean unhidden = unhide(transaction, row.number());
        Optional<FlagRow> found = FlagRow.lock(transaction, row.flagKey()).filter(f -> f.migration() == row.number());
        if (found.isEmpty() || found.get().pinned()) {
            return found;
        }
        if (unhide(transaction, row.number()) || unhidden) {
            UnhideWait.over(transaction, row.number());
        }
        FlagRow was = found.get();
        boolean back = was.epoch() > epoch;
        if (back && was.percent().isZero() && was.safeSide().equals("old")) {
            return found;
        }
        change(transaction, was, Percent.ZERO, "old", back ? was.epoch() : epoch + 1, actor, reason);
        return Optional.of(reread(transaction, was));
    }

    /**
     * Renames back what is hidden; false when nothing is. Locks: ACCESS EXCLUSIVE on those tables.
     *
     * @throws SQLException 55P03, with who blocks, when a lock is not had; then nothing has changed
     */
    static boolean unhide(Connection transaction, long migration) throws SQLException {
        return Sql.first(transaction, "SELECT interlock.unhide(?)", row -> row.getBoolean(1), migration)
                .orElseThrow();
    }

    /** Safe side new, only at 100 % and under the epoch that the caller knows. */
    static Outcome turnSafeSide(Connection transaction, MigrationRow row, long epoch) throws SQLException {
        FlagRow was = owned(transaction, row);
        if (was.epoch() != epoch || !was.percent().isFull()) {
            return was.asMoved();
        }
        if (was.safeSide().equals("old") && !was.pinned()) {
            change(transaction, was, was.percent(), "new", was.epoch(), "interlock", "the gate is open");
        }
        return was.asSet();
    }

    /** No way back any more: neither {@code interlock.kill} nor anything here moves it again. */
    public static void pin(Connection transaction, String key, long migration) throws SQLException {
        Sql.update(transaction, """
                UPDATE interlock.flag SET pinned = true, safe_side = 'new', version = version + 1, actor = 'interlock',
                       reason = 'the old path is gone', changed_at = clock_timestamp()
                WHERE key = ? AND migration = ? AND NOT pinned
                """, key, migration);
    }

    private static FlagRow owned(Connection transaction, MigrationRow row) throws SQLException {
        return FlagRow.lock(transaction, row.flagKey())
                .filter(flag -> flag.migration() == row.number())
                .orElseThrow(
                        () -> new SQLException("flag " + row.flagKey() + " does not belong to " + row.id(), "P0002"));
    }

    private static boolean claimed(Connection transaction, MigrationRow row) throws SQLException {
        return Sql.number(transaction, "SELECT count(*) FROM interlock.claim WHERE migration = ?", row.number()) > 0;
    }

    private static FlagRow reread(Connection transaction, FlagRow was) throws SQLException {
        return FlagRow.find(transaction, was.key()).orElseThrow();
    }

    private static void change(
            Connection transaction,
            FlagRow was,
            Percent percent,
            String safeSide,
            long epoch,
            String actor,
            String reason)
            throws SQLException {
        Sql.update(transaction, """
                UPDATE interlock.flag SET percent = ?, safe_side = ?, version = version + 1, epoch = ?, actor = ?,
                       reason = ?, changed_at = clock_timestamp()
                WHERE key = ?
                """, percent.thousandths(), safeSide, epoch, actor, reason, was.key());
    }
}
