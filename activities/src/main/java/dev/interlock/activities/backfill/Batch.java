// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.backfill;

/**
 * What one batch met.
 *
 * @param found rows out of parity
 * @param written those of them that nobody else had locked
 * @param stuck those of the written that are out of parity still: forward raises on them
 */
record Batch(long found, long written, long stuck) {

    static final Batch NONE = new Batch(0, 0, 0);

    Batch plus(Batch other) {
        return new Batch(found + other.found, written + other.written, stuck + other.stuck);
    }

    long skipped() {
        return found - written;
    }
}
