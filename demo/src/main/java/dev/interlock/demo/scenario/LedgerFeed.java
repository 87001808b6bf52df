// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.scenario;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;

/** Reads the audit of one migration, newest last. */
final class LedgerFeed {

    private static final String AFTER = """
            SELECT e.id, e.at, e.kind, e.actor, e.text, e.phase, e.percent, e.hold
            FROM interlock.event e JOIN interlock.migration m ON m.number = e.migration
            WHERE m.id = ? AND e.id > ? ORDER BY e.id
            """;

    private final Connection connection;
    private final String migration;

    LedgerFeed(Connection connection, String migration) {
        this.connection = connection;
        this.migration = migration;
    }

    List<LedgerEvent> after(long id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(AFTER)) {
            statement.setString(1, migration);
            statement.setLong(2, id);
            List<LedgerEvent> events = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    events.add(event(row));
                }
            }
            return events;
        }
    }

    private static LedgerEvent event(ResultSet row) throws SQLException {
        Timestamp at = row.getTimestamp(2);
        return new LedgerEvent(
                row.getLong(1),
                at.toInstant(),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getInt(7),
                row.getString(8));
    }
}
