// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ledger;

import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.workflows.port.Call;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The end of a migration in the ledger. A second time it changes nothing. There is nothing to say about it either: the call
 * brings the note of the last phase along, and one more would want another call to be written by.
 */
final class Closing {

    private Closing() {}

    static Outcome close(Connection transaction, Call call, String endedAs) throws SQLException {
        MigrationRow row = Entry.leniently(transaction, call);
        if (row.endedAs().isPresent()) {
            return new Outcome.Done("");
        }
        if (row.droppedAt().isPresent() != endedAs.equals("COMPLETED")) {
            throw Failures.leftBehind(row.id() + " cannot end as " + endedAs + ": its drop "
                    + (row.droppedAt().isPresent() ? "has committed" : "has not committed"));
        }
        HistoryTable.fold(transaction, row.number());
        Claims.giveUp(transaction, row.number());
        Sql.update(transaction, "DELETE FROM interlock.statement_clock WHERE migration = ?", row.number());
        Sql.update(
                transaction,
                "UPDATE interlock.migration SET ended_at = clock_timestamp(), ended_as = ?, phase = ?, hold = NULL"
                        + " WHERE number = ?",
                endedAs,
                endedAs,
                row.number());
        return new Outcome.Done("");
    }
}
