// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.shop;

import java.util.List;

/**
 * What came of reading every acknowledged write again.
 *
 * @param rowsRead users read, times the paths that each was read through
 */
public record Verification(long rowsRead, List<LostWrite> lost) {

    public Verification {
        lost = List.copyOf(lost);
    }

    /** Users whose last write is gone, on one path or on both. */
    public long writesLost() {
        return lost.stream().map(LostWrite::userId).distinct().count();
    }
}
