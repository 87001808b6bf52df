// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ledger;

import dev.interlock.domain.lifecycle.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The claim: all tables of a migration or none.
 *
 * <p>Locks: {@code interlock.claim} in SHARE ROW EXCLUSIVE mode for the transaction, so that of two migrations that
 * want the same tables one gets them all.
 */
final class Claims {

    private Claims() {}

    /** {@code Done}, or {@code Claimed} with nothing taken. */
    static Outcome take(Connection transaction, MigrationRow row) throws SQLException {
        Sql.run(transaction, "LOCK TABLE interlock.claim IN SHARE ROW EXCLUSIVE MODE");
        Optional<Outcome> held = heldBySomebodyElse(transaction, row);
        if (held.isPresent()) {
            return held.get();
        }
        if (!FlagRows.make(transaction, row)) {
            return flagHeld(transaction, row);
        }
        Sql.update(
                transaction,
                "INSERT INTO interlock.claim (table_name, migration) SELECT unnest(?), ? ON CONFLICT DO NOTHING",
                row.tables(),
                row.number());
        return new Outcome.Done("claimed " + String.join(", ", row.tables()) + "; flag " + row.flagKey() + " at 0 %");
    }

    static void giveUp(Connection transaction, long number) throws SQLException {
        Sql.update(transaction, "DELETE FROM interlock.claim WHERE migration = ?", number);
    }

    private static Optional<Outcome> heldBySomebodyElse(Connection transaction, MigrationRow row) throws SQLException {
        return Sql.first(
                transaction,
                """
                SELECT c.table_name, m.id FROM interlock.claim c JOIN interlock.migration m ON m.number = c.migration
                WHERE c.table_name = ANY (?) AND c.migration <> ? ORDER BY c.table_name LIMIT 1
                """,
                held -> new Outcome.Claimed(held.getString(1), held.getString(2)),
                row.tables(),
                row.number());
    }

    private static Outcome flagHeld(Connection transaction, MigrationRow row) throws SQLException {
        return Sql.first(
                        transaction,
                        """
                        SELECT m.id FROM interlock.flag f JOIN interlock.migration m ON m.number = f.migration
                        WHERE f.key = ?
                        """,
                        holder -> new Outcome.Claimed("flag " + row.flagKey(), holder.getString(1)),
                        row.flagKey())
                .orElseThrow();
    }
}
