// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

/**
 * Where the sampling of synced rows goes on at the next look.
 *
 * @param leaf the table or partition by its oid; 0 at the beginning
 * @param block the first block that is still to be read
 * @param since transactions from this one on were not over at the last look
 */
public record SweepCursor(long leaf, long block, long since) {

    /** Nothing was read yet. */
    public static final SweepCursor START = new SweepCursor(0, 0, 0);
}
