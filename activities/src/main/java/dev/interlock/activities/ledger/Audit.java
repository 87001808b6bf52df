// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ledger;

import dev.interlock.domain.lifecycle.Note;
import dev.interlock.workflows.port.Call;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Comparator;
import java.util.Optional;

/** The append-only audit, and the migration's row that shows its newest line. */
final class Audit {

    private Audit() {}

    /** Writes the notes that are not there yet; (migration, run, sequence) makes a repetition change nothing. */
    static int write(Connection transaction, MigrationRow row, Call call) throws SQLException {
        int written = 0;
        for (Note note : call.notes()) {
            written += Sql.update(
                    transaction,
                    """
                    INSERT INTO interlock.event
                      (migration, run_id, sequence, at, kind, actor, verified, text, phase, percent, hold)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                    """,
                    row.number(),
                    call.runId(),
                    note.sequence(),
                    Timestamp.from(note.at()),
                    note.kind().name(),
                    note.actor(),
                    note.verified(),
                    note.text(),
                    note.phase(),
                    note.percent(),
                    Optional.ofNullable(note.hold()));
        }
        return written;
    }

    /** Moves the row to the call, and to its newest note where that is newer than what the row shows. */
    static void advance(Connection transaction, MigrationRow row, Call call, boolean anyNew) throws SQLException {
        Sql.update(
                transaction,
                "UPDATE interlock.migration SET phase = ?, epoch = ?, round = ? WHERE number = ?",
                call.phase(),
                call.epoch(),
                call.round(),
                row.number());
        Optional<Note> newest = call.notes().stream().max(Comparator.comparingLong(Note::sequence));
        if (anyNew && newest.isPresent() && newest.get().sequence() > row.lastSequence()) {
            show(transaction, row, newest.get());
        }
    }

    private static void show(Connection transaction, MigrationRow row, Note note) throws SQLException {
        Sql.update(
                transaction,
                "UPDATE interlock.migration SET percent = ?, hold = ?, last_sequence = ? WHERE number = ?",
                note.percent(),
                Optional.ofNullable(note.hold()),
                note.sequence(),
                row.number());
    }
}
