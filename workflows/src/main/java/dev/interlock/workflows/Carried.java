// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows;

import dev.interlock.domain.lifecycle.MigrationState;
import dev.interlock.domain.lifecycle.Note;
import java.util.List;

/**
 * What a run leaves to the one that goes on after it. Commands that nobody has answered are not among it: they are answered
 * first. Deadlines are moments in the state, and do not shift.
 *
 * @param number the ledger's number of this migration
 * @param runId of the run that ends
 * @param notes the newest ones, oldest first; all of them are in the ledger
 * @param unwritten how many of them, from the end, the ledger is not known to have
 * @param commandIds of commands that were taken, oldest first
 */
public record Carried(
        long number, String runId, MigrationState state, List<Note> notes, int unwritten, List<String> commandIds) {

    public Carried {
        notes = List.copyOf(notes);
        commandIds = List.copyOf(commandIds);
    }
}
