// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

/**
 * Calls of which one is too many, because they say that path and schema do not fit: within one window, or since a beginning.
 *
 * @param oldUndefined calls of the old path that named no such column or table: 42703, 42P01
 * @param newUndefined the same of the new path
 * @param oldViolations calls of the old path that would have broken a constraint: class 23
 * @param newViolations the same of the new path
 * @param withheld calls that the flag gave the new path, and that an evaluator kept on the old one by itself
 */
public record RedLineCounts(
        long oldUndefined, long newUndefined, long oldViolations, long newViolations, long withheld) {

    public static final RedLineCounts NONE = new RedLineCounts(0, 0, 0, 0, 0);

    /** False where counters went backwards: such a window is no data. */
    boolean possible() {
        return oldUndefined >= 0 && newUndefined >= 0 && oldViolations >= 0 && newViolations >= 0 && withheld >= 0;
    }

    RedLineCounts plus(RedLineCounts other) {
        return new RedLineCounts(
                oldUndefined + other.oldUndefined,
                newUndefined + other.newUndefined,
                oldViolations + other.oldViolations,
                newViolations + other.newViolations,
                withheld + other.withheld);
    }

    RedLineCounts minus(RedLineCounts other) {
        return new RedLineCounts(
                oldUndefined - other.oldUndefined,
                newUndefined - other.newUndefined,
                oldViolations - other.oldViolations,
                newViolations - other.newViolations,
                withheld - other.withheld);
    }
}
