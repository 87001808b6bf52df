// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import dev.interlock.activities.ledger.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/** How far the schema of a migration is, on its row. A run that lost the migration marks nothing. */
final class Marks {

    private Marks() {}

    static void expanded(Work work, boolean done) throws SQLException {
        mark(
                work,
                "UPDATE interlock.migration SET expanded = ?, backfilled = false WHERE number = ? AND run_id = ?",
                done);
    }

    static void backfilled(Work work) throws SQLException {
        mark(work, "UPDATE interlock.migration SET backfilled = ? WHERE number = ? AND run_id = ?", true);
    }

    private static void mark(Work work, String sql, boolean value) throws SQLException {
        try (Connection connection = work.sessions().open("marks")) {
            work.sessions().confirm(connection);
            Sql.update(connection, sql, value, work.number(), work.call().runId());
        }
    }
}
