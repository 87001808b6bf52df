// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import java.util.stream.LongStream;

/**
 * Calls of which one is too many, because they say that path and schema do not fit: within one window, or since a beginning.
 *
 * @param oldUndefined calls of the old path that named no such column or table: 42703, 42P01
 * @param newUndefined the same of the new path
 * @param oldViolations calls of the old path that would have broken a constraint: class 23
 * @param newViolations the same of the new path
 * @param withheld calls that the flag gave the new path, and that an evaluator kept on the old one by itself
 * @param overrulings how often an evaluator began to: the new path failed while the old one returned
 */
public record RedLineCounts(
        long oldUndefined, long newUndefined, long oldViolations, long newViolations, long withheld, long overrulings) {

    public static final RedLineCounts NONE = new RedLineCounts(0, 0, 0, 0, 0, 0);

    /** False where counters went backwards: such a window is no data. */
    boolean possible() {
        return LongStream.of(oldUndefined, newUndefined, oldViolations, newViolations, withheld, overrulings)
                .allMatch(count -> count >= 0);
    }

    RedLineCounts plus(RedLineCounts other) {
        return new RedLineCounts(
                oldUndefined + other.oldUndefined,
                newUndefined + other.newUndefined,
                oldViolations + other.oldViolations,
                newViolations + other.newViolations,
                withheld + other.withheld,
                overrulings + other.overrulings);
    }

    RedLineCounts minus(RedLineCounts other) {
        return new RedLineCounts(
                oldUndefined - other.oldUndefined,
                newUndefined - other.newUndefined,
                oldViolations - other.oldViolations,
                newViolations - other.newViolations,
                withheld - other.withheld,
                overrulings - other.overrulings);
    }
}
