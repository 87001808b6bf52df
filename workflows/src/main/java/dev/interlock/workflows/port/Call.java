// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows.port;

import dev.interlock.domain.lifecycle.Note;
import java.util.List;

/**
 * Who is calling, and from where in the migration.
 *
 * @param migration the plan's id
 * @param number the ledger's number of this migration
 * @param runId Temporal's run id, one part of the fence
 * @param epoch number of goings-back, the other part
 * @param round one pass from EXPANDING on, counted from 1
 * @param phase the phase's name, such as {@code EXPANDING}; the ledger refuses one that does not follow its own
 * @param notes audit lines not yet written; written first, idempotently by (run, sequence)
 */
public record Call(
        String database,
        String migration,
        long number,
        String runId,
        long epoch,
        int round,
        String phase,
        List<Note> notes) {

    public Call {
        notes = List.copyOf(notes);
    }
}
