// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

/**
 * Reads of the old path that evaluators tried on the new one as well: within one window, or since a beginning.
 *
 * @param compared both paths were asked, and the old one returned
 * @param differing of these, those where the new path returned something else, or threw
 * @param skipped were to be tried and were not: too many at once, or the flag was about to change
 */
public record ComparedReads(long compared, long differing, long skipped) {

    public static final ComparedReads NONE = new ComparedReads(0, 0, 0);

    /** False where counters went backwards, or more reads differ than were compared: such a window is no data. */
    boolean possible() {
        return compared >= 0 && differing >= 0 && skipped >= 0 && differing <= compared;
    }

    ComparedReads plus(ComparedReads other) {
        return new ComparedReads(compared + other.compared, differing + other.differing, skipped + other.skipped);
    }

    ComparedReads minus(ComparedReads other) {
        return new ComparedReads(compared - other.compared, differing - other.differing, skipped - other.skipped);
    }
}
