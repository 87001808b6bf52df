// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker.kill;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Reads who killed a flag and why from the flag's own history: a later change must not be taken for the kill. */
final class KillLookup {

    private static final String QUERY = """
            SELECT m.id, h.actor, h.reason
            FROM interlock.flag_history h
            JOIN interlock.migration m ON m.number = h.migration
            WHERE h.key = ? AND h.epoch = ? AND m.ended_at IS NULL
            ORDER BY h.version
            LIMIT 1
            """;

    private final String database;

    KillLookup(String database) {
        this.database = database;
    }

    /** Empty when no open migration has that flag. */
    Optional<Kill> find(Connection connection, KillNotice notice) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
            statement.setString(1, notice.flagKey());
            statement.setLong(2, notice.epoch());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(kill(row, notice)) : Optional.empty();
            }
        }
    }

    private Kill kill(ResultSet row, KillNotice notice) throws SQLException {
        return new Kill(
                database, row.getString(1), notice.flagKey(), notice.epoch(), row.getString(2), row.getString(3));
    }
}
