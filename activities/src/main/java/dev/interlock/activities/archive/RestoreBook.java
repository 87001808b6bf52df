// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.archive;

import dev.interlock.activities.ledger.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** {@code interlock.archive_restore}: what is being restored, or was, and how far it has come. */
final class RestoreBook {

    private static final String WHERE = " WHERE migration = ? AND position = ? AND number = ?::smallint";

    private RestoreBook() {}

    /** @param next the first block of the archive that is not restored yet */
    record Begun(long next, long rows, boolean done) {}

    static Optional<Begun> begun(Connection connection, Restoration restoration) throws SQLException {
        return Sql.first(
                connection,
                "SELECT next_block, rows_restored, done_at IS NOT NULL FROM interlock.archive_restore" + WHERE,
                row -> new Begun(row.getLong(1), row.getLong(2), row.getBoolean(3)),
                restoration.archive().migration(),
                restoration.archive().position(),
                restoration.number());
    }

    /** In the transaction that makes the column or the table: so it is known whose it is. */
    static void begin(Connection transaction, Restoration restoration) throws SQLException {
        Sql.update(
                transaction,
                "INSERT INTO interlock.archive_restore (migration, position, number) VALUES (?, ?, ?::smallint)"
                        + " ON CONFLICT (migration, position, number) DO UPDATE SET begun_at = clock_timestamp(), next_block = 0,"
                        + " rows_restored = 0, done_at = NULL",
                restoration.archive().migration(),
                restoration.archive().position(),
                restoration.number());
    }

    static void move(Connection transaction, Restoration restoration, long next, long rows) throws SQLException {
        Sql.update(
                transaction,
                "UPDATE interlock.archive_restore SET next_block = ?, rows_restored = rows_restored + ?" + WHERE,
                next,
                rows,
                restoration.archive().migration(),
                restoration.archive().position(),
                restoration.number());
    }

    static void done(Connection connection, Restoration restoration) throws SQLException {
        Sql.update(
                connection,
                "UPDATE interlock.archive_restore SET done_at = clock_timestamp()" + WHERE,
                restoration.archive().migration(),
                restoration.archive().position(),
                restoration.number());
    }
}
