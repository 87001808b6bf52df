// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.scenario;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** From the decision to roll back until the last live evaluator had applied 0 %, as the ledger has both. */
final class RollbackTime implements AutoCloseable {

    private static final String MILLIS = """
            SELECT (extract(epoch FROM max(v.acknowledged_at) - min(e.at)) * 1000)::bigint
            FROM interlock.migration m
            JOIN interlock.event e ON e.migration = m.number AND e.phase = 'ROLLING_BACK'
            JOIN interlock.flag f ON f.key = m.flag_key AND f.percent = 0
            JOIN interlock.evaluator v ON v.flag_key = f.key AND v.version = f.version AND v.goodbye_at IS NULL
            WHERE m.id = ?
            """;

    private final Connection connection;
    private final String migration;

    RollbackTime(Connection connection, String migration) {
        this.connection = connection;
        this.migration = migration;
    }

    /** Milliseconds; empty when nothing was rolled back. To be asked in ROLLED_BACK, before the flag moves again. */
    Optional<Long> millis() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(MILLIS)) {
            statement.setString(1, migration);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                long millis = row.getLong(1);
                return row.wasNull() ? Optional.empty() : Optional.of(millis);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
