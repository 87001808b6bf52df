// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ledger;

import dev.interlock.workflows.port.Call;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Gives the ledger's row from one run to the next of the same migration: nothing is begun anew, and phase, epoch and the count
 * of notes go on. A second time it changes nothing.
 *
 * <p>Locks: the row of {@code interlock.migration}.
 */
final class Handover {

    private Handover() {}

    /** The notes that may not have arrived are written in the name of the run that said them, so that none is there twice. */
    static MigrationRow take(Connection transaction, Call last, String runId) throws SQLException {
        MigrationRow row = MigrationRow.lock(transaction, last.number())
                .orElseThrow(() -> Failures.leftBehind("the ledger knows no migration number " + last.number()));
        if (row.runId().equals(runId)) {
            return row;
        }
        Entry.leniently(transaction, last);
        Sql.update(transaction, "UPDATE interlock.migration SET run_id = ? WHERE number = ?", runId, row.number());
        MigrationRow taken = MigrationRow.lock(transaction, row.number()).orElseThrow();
        recordOwner(transaction, taken, last.runId());
        return taken;
    }

    /** Sequence 0, as with every run; {@code RESULT}, since no person has started it. */
    private static void recordOwner(Connection transaction, MigrationRow row, String before) throws SQLException {
        Sql.update(
                transaction,
                """
                INSERT INTO interlock.event
                  (migration, run_id, sequence, at, kind, actor, verified, text, phase, percent, hold)
                SELECT m.number, m.run_id, 0, clock_timestamp(), 'RESULT', 'interlock', true, ?, m.phase, m.percent, m.hold
                FROM interlock.migration m WHERE m.number = ?
                """,
                "goes on in run " + row.runId() + ": the history of run " + before + " had become long",
                row.number());
    }
}
