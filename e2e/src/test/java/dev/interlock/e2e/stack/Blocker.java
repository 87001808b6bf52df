// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e.stack;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A transaction that somebody left open: what it read or locked stays locked until it is closed. */
public final class Blocker implements AutoCloseable {

    private final Connection connection;
    private final String sql;

    private Blocker(Connection connection, String sql) {
        this.connection = connection;
        this.sql = sql;
    }

    static Blocker open(Connection connection, String sql) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
        return new Blocker(connection, sql);
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.close();
    }

    @Override
    public String toString() {
        return "an open transaction: " + sql;
    }
}
