// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.archive;

import dev.interlock.activities.ledger.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The end of sealed archives. Their lines in the ledger stay, and say when and why. */
final class Discarding {

    private static final String EXPIRED = """
            SELECT DISTINCT a.migration FROM interlock.archive a
            WHERE a.sealed_at IS NOT NULL AND a.gone_at IS NULL AND a.until < clock_timestamp()
              AND NOT EXISTS (SELECT FROM interlock.archive_order o WHERE o.migration = a.migration AND o.state = 'ORDERED')
            ORDER BY a.migration
            """;

    private Discarding() {}

    /** Archives whose time is over. One with an open order is left alone until that has ended. */
    static void expired(Connection connection) throws SQLException {
        for (long migration : Sql.list(connection, EXPIRED, row -> row.getLong(1))) {
            Sql.inTransaction(connection, transaction -> {
                String gone = drop(transaction, migration, "expired", true);
                ArchiveNotes.write(transaction, migration, "RESULT", "archive expired: " + gone, "interlock");
                return true;
            });
        }
    }

    /** All of a migration's, now. */
    static String forgotten(Connection transaction, Order order) throws SQLException {
        return drop(transaction, order.migration(), "forgotten by " + order.actor() + ": " + order.reason(), false);
    }

    private static String drop(Connection transaction, long migration, String why, boolean onlyExpired)
            throws SQLException {
        List<Archive> sealed = ArchiveBook.sealed(transaction, migration, onlyExpired);
        StringBuilder gone = new StringBuilder();
        for (Archive archive : sealed) {
            Sql.run(transaction, "DROP TABLE IF EXISTS " + archive.store().quoted());
            Sql.update(
                    transaction,
                    "UPDATE interlock.archive SET gone_at = clock_timestamp(), gone_why = ? WHERE migration = ? AND position = ?",
                    why,
                    archive.migration(),
                    archive.position());
            gone.append(gone.isEmpty() ? "" : "; ").append(archive.objects());
        }
        return gone.isEmpty() ? "there was nothing left" : gone.toString();
    }
}
