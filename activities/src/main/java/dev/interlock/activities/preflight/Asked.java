// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.preflight;

import dev.interlock.activities.ledger.RowReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Queries that hold a plan's text: not prepared, so that the operator {@code ?} of jsonb is no parameter. */
final class Asked {

    private Asked() {}

    static <T> List<T> list(Connection connection, String sql, RowReader<T> reader) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet rows = statement.executeQuery(sql)) {
                List<T> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
                return found;
            }
        }
    }

    /** The first column of the only row. */
    static long number(Connection connection, String sql) throws SQLException {
        return list(connection, sql, row -> row.getLong(1)).get(0);
    }
}
