// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.archive;

import dev.interlock.activities.ledger.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What a person has ordered of the archives of one migration.
 *
 * @param id the ledger's
 * @param plan the migration's id
 * @param table {@code schema.table}; empty for whatever was archived
 * @param column empty for all of the table's
 */
record Order(
        long id,
        long migration,
        String plan,
        boolean forgets,
        String table,
        String column,
        String actor,
        String reason) {

    private static final String OLDEST = """
            SELECT o.id, o.migration, m.id, o.kind = 'forget', o.table_name, o.column_name, o.actor, o.reason
            FROM interlock.archive_order o JOIN interlock.migration m ON m.number = o.migration
            WHERE o.state = 'ORDERED' ORDER BY o.id LIMIT 1
            """;

    static Optional<Order> oldest(Connection connection) throws SQLException {
        return Sql.first(
                connection,
                OLDEST,
                row -> new Order(
                        row.getLong(1),
                        row.getLong(2),
                        row.getString(3),
                        row.getBoolean(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8)));
    }

    boolean means(Archive archive) {
        return table.isEmpty() || table.equals(archive.table().toString());
    }

    /** The end of the order, and a line of the audit. */
    void end(Connection transaction, boolean done, String message) throws SQLException {
        Sql.update(
                transaction,
                "UPDATE interlock.archive_order SET state = ?, message = ?, ended_at = clock_timestamp() WHERE id = ?",
                done ? "DONE" : "REFUSED",
                message,
                id);
        ArchiveNotes.write(
                transaction,
                migration,
                done ? "RESULT" : "REFUSED",
                (forgets ? "forget" : "restore") + ": " + message,
                actor);
    }
}
