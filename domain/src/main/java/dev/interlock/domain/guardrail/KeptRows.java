// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

/**
 * What sync has put aside, counted from the migration's beginning. None of it ever gets less.
 *
 * @param unsynced writes of the old path that {@code forward} raised on
 * @param conflicts statements that wrote both sides and disagreed
 * @param refused writes of the new path that the old side cannot hold, so that they were never acknowledged
 */
public record KeptRows(long unsynced, long conflicts, long refused) {

    public static final KeptRows NONE = new KeptRows(0, 0, 0);

    /** What is above both: known at the later of two moments. */
    public KeptRows orLater(KeptRows other) {
        return new KeptRows(
                Math.max(unsynced, other.unsynced),
                Math.max(conflicts, other.conflicts),
                Math.max(refused, other.refused));
    }

    KeptRows minus(KeptRows known) {
        return new KeptRows(unsynced - known.unsynced, conflicts - known.conflicts, refused - known.refused);
    }

    long total() {
        return unsynced + conflicts + refused;
    }
}
