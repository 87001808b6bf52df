// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.backfill;

/**
 * How many blocks one batch may take under a rate: those that hold about a second's worth of rows, so that a low rate is
 * not one large burst and a long silence.
 *
 * @param rowsPerBlock as the last batch found it
 */
public record BatchBlocks(double rowsPerBlock) {

    /** Before anything is known: a block of 8 KiB with rows of some 80 bytes. */
    public static final BatchBlocks FIRST = new BatchBlocks(100);

    /** @param written rows, of this many blocks */
    public BatchBlocks after(long written, long blocks) {
        return blocks == 0 || written == 0 ? this : new BatchBlocks((double) written / blocks);
    }

    /** At least one, at most {@code wanted}. */
    public long within(Rate rate, long wanted) {
        if (rate.isMax()) {
            return wanted;
        }
        long fitting = (long) Math.floor(rate.rowsPerSecond() / rowsPerBlock);
        return Math.max(1, Math.min(wanted, fitting));
    }
}
