// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.contract;

import dev.interlock.activities.ledger.MigrationRow;
import dev.interlock.activities.ledger.MigrationSessions;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.Moments;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The ledger's word on whether the drop has committed. */
final class DropRecord {

    private DropRecord() {}

    /** Certain, because no session that could still commit is left. Changes nothing that was committed. */
    static Outcome ask(MigrationSessions sessions, long number) throws SQLException {
        sessions.endPredecessors(List.of("drop"));
        try (Connection connection = sessions.open("ask-drop")) {
            return MigrationRow.find(connection, number)
                    .flatMap(MigrationRow::droppedAt)
                    .<Outcome>map(at -> new Outcome.Dropped("the drop committed at " + Moments.text(at)))
                    .orElseGet(() -> new Outcome.NotDropped("the ledger has no record of a committed drop"));
        }
    }
}
