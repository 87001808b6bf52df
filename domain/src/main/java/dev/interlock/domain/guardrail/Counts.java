// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

/**
 * Calls that ended, and those of them that failed, in each arm: within one window, or since a beginning.
 *
 * @param candidateErrors failed calls of the new path
 * @param baselineErrors failed calls of the old path
 * @param candidateEnded calls of the new path, failed or not
 * @param baselineEnded calls of the old path, failed or not
 */
public record Counts(long candidateErrors, long baselineErrors, long candidateEnded, long baselineEnded) {

    public static final Counts NONE = new Counts(0, 0, 0, 0);

    /** False where counters went backwards, or more calls failed than ended: such a window is no data. */
    public boolean possible() {
        return candidateErrors >= 0
                && baselineErrors >= 0
                && candidateErrors <= candidateEnded
                && baselineErrors <= baselineEnded;
    }

    /** Whether calls ended in each arm: with one arm empty the other has nothing to be compared with. */
    public boolean hasBothArms() {
        return candidateEnded > 0 && baselineEnded > 0;
    }

    public long ended() {
        return candidateEnded + baselineEnded;
    }

    public long errors() {
        return candidateErrors + baselineErrors;
    }

    public Counts plus(Counts other) {
        return new Counts(
                candidateErrors + other.candidateErrors,
                baselineErrors + other.baselineErrors,
                candidateEnded + other.candidateEnded,
                baselineEnded + other.baselineEnded);
    }

    public Counts minus(Counts other) {
        return new Counts(
                candidateErrors - other.candidateErrors,
                baselineErrors - other.baselineErrors,
                candidateEnded - other.candidateEnded,
                baselineEnded - other.baselineEnded);
    }
}
