// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.contract;

import dev.interlock.activities.ddl.Work;
import dev.interlock.activities.ledger.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/** Whether the migration is still this run's, and nothing has been dropped. */
final class Ownership {

    private Ownership() {}

    /** Keeps it so until the transaction ends: locks the migration's row FOR NO KEY UPDATE, at once or not at all. */
    static boolean lockNow(Connection transaction, Work work) throws SQLException {
        return Sql.first(
                        transaction,
                        """
                        SELECT run_id = ? AND epoch <= ? AND dropped_at IS NULL FROM interlock.migration
                        WHERE number = ? FOR NO KEY UPDATE NOWAIT
                        """,
                        row -> row.getBoolean(1),
                        work.call().runId(),
                        work.call().epoch(),
                        work.number())
                .orElse(false);
    }
}
