// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

/**
 * Rows of the ledger's two append-only lists, counted from the migration's beginning.
 *
 * @param unsynced writes of the old path that {@code forward} raised on
 * @param conflicts statements that wrote both sides and disagreed
 */
public record KeptRows(long unsynced, long conflicts) {

    public static final KeptRows NONE = new KeptRows(0, 0);

    /** What is above both: known at the later of two moments. */
    public KeptRows orLater(KeptRows other) {
        return new KeptRows(Math.max(unsynced, other.unsynced), Math.max(conflicts, other.conflicts));
    }

    KeptRows minus(KeptRows known) {
        return new KeptRows(unsynced - known.unsynced, conflicts - known.conflicts);
    }

    long total() {
        return unsynced + conflicts;
    }
}
