// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.contract;

import dev.interlock.activities.ledger.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Whether a release is registered that still needs the old path. */
final class ReleaseCheck {

    private static final String REGISTERED = """
            SELECT 'release ' || r.name || ' needs the old path (' || r.actor || ': ' || r.reason || ')'
            FROM interlock.release r WHERE r.migration = ? ORDER BY r.added_at, r.name
            """;

    private ReleaseCheck() {}

    static Check look(Connection connection, long migration) throws SQLException {
        List<String> needing = needing(connection, migration);
        return needing.isEmpty()
                ? Check.holds("releases", "no registered release needs the old path")
                : Check.fails("releases", String.join("; ", needing));
    }

    /** One sentence for each. */
    static List<String> needing(Connection connection, long migration) throws SQLException {
        return Sql.list(connection, REGISTERED, row -> row.getString(1), migration);
    }
}
