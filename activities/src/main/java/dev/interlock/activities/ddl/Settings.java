// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import dev.interlock.activities.ledger.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** The settings of a session, for its transaction where there is one. */
final class Settings {

    private Settings() {}

    static void set(Connection connection, String name, Duration value) throws SQLException {
        set(connection, name, value.toMillis() + "ms");
    }

    static void set(Connection connection, String name, String value) throws SQLException {
        boolean local = !connection.getAutoCommit();
        Sql.list(connection, "SELECT set_config(?, ?, ?)", row -> row.getString(1), name, value, local);
    }
}
