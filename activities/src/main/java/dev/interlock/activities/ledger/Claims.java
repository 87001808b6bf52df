// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ledger;

import dev.interlock.domain.flag.Cohorts;
import dev.interlock.domain.lifecycle.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The claim: all tables of a migration or none. Whoever waits in the queue for one of them goes first.
 *
 * <p>Locks: {@code interlock.claim} in SHARE ROW EXCLUSIVE mode for the transaction, so that of two migrations that
 * want the same tables one gets them all.
 */
final class Claims {

    private Claims() {}

    /** {@code Done}, or {@code Claimed} with nothing taken. */
    static Outcome take(Connection transaction, MigrationRow row, PlanStore plans) throws SQLException {
        Sql.run(transaction, "LOCK TABLE interlock.claim IN SHARE ROW EXCLUSIVE MODE");
        Optional<Outcome> held = heldBySomebodyElse(transaction, row);
        if (held.isEmpty()) {
            held = ahead(transaction, row);
        }
        if (held.isPresent()) {
            return held.get();
        }
        Cohorts cohorts = Cohorts.of(plans.plan(transaction, row.number()).ramp());
        if (!FlagRows.make(transaction, row, cohorts)) {
            return flagHeld(transaction, row);
        }
        Sql.update(
                transaction,
                "INSERT INTO interlock.claim (table_name, migration) SELECT unnest(?), ? ON CONFLICT DO NOTHING",
                row.tables(),
                row.number());
        leaveQueue(transaction, row.number());
        return new Outcome.Done("claimed " + String.join(", ", row.tables()) + "; flag " + row.flagKey() + " at 0 %");
    }

    /** As {@link #take}; where it gets nothing it takes its place in the queue, or keeps it. */
    static Outcome takeOrQueue(Connection transaction, MigrationRow row, PlanStore plans) throws SQLException {
        Outcome outcome = take(transaction, row, plans);
        if (outcome instanceof Outcome.Claimed claimed) {
            Sql.update(
                    transaction,
                    "INSERT INTO interlock.queue (migration, waits_for) VALUES (?, ?) ON CONFLICT (migration) DO UPDATE"
                            + " SET asked_at = clock_timestamp(), waits_for = excluded.waits_for",
                    row.number(),
                    claimed.table() + " is claimed by " + claimed.holder());
        }
        return outcome;
    }

    static void giveUp(Connection transaction, long number) throws SQLException {
        leaveQueue(transaction, number);
        Sql.update(transaction, "DELETE FROM interlock.claim WHERE migration = ?", number);
    }

    private static void leaveQueue(Connection transaction, long number) throws SQLException {
        Sql.update(transaction, "DELETE FROM interlock.queue WHERE migration = ?", number);
    }

    /** Who came first gets its tables first. One that stands still does not ask, and is passed; what is held already is held. */
    private static Optional<Outcome> ahead(Connection transaction, MigrationRow row) throws SQLException {
        return Sql.first(
                transaction,
                """
                SELECT (SELECT min(t) FROM unnest(m.tables) t WHERE t = ANY (?)), m.id
                FROM interlock.queue q JOIN interlock.migration m ON m.number = q.migration
                WHERE m.tables && ? AND q.migration <> ? AND q.asked_at > clock_timestamp() - interval '30 s'
                  AND q.place < coalesce((SELECT o.place FROM interlock.queue o WHERE o.migration = ?), q.place + 1)
                  AND NOT EXISTS (SELECT FROM interlock.claim c WHERE c.migration = ?)
                ORDER BY q.place LIMIT 1
                """,
                first -> new Outcome.Claimed(
                        first.getString(1), first.getString(2) + ", which waits for it too and came first"),
                row.tables(),
                row.tables(),
                row.number(),
                row.number(),
                row.number());
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
