// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import dev.interlock.domain.plan.Percent;

/**
 * What passed through both paths since a step began, whichever guardrails there are.
 *
 * @param total all possible windows
 * @param emptyLooks looks running in which no call ended; at 100 % only the new path's calls count
 */
public record Traffic(Counts total, int emptyLooks) {

    public static final Traffic NONE = new Traffic(Counts.NONE, 0);

    /** So many empty looks running are no data: with the default of 10 s between looks, a minute. */
    public static final int SILENT_LOOKS = 6;

    /** A step does not pass on looks that saw nothing: one of the last two must have seen a call end. */
    private static final int STALE_LOOKS = 2;

    public Traffic next(Percent percent, Counts window) {
        boolean empty = !window.possible() || (percent.isFull() ? window.candidateEnded() : window.ended()) == 0;
        return new Traffic(window.possible() ? total.plus(window) : total, empty ? emptyLooks + 1 : 0);
    }

    /** At 100 % the old path is empty, as it should be: only the candidate's arm is asked. */
    public boolean enough(Percent percent, long minRequests) {
        boolean baseline = percent.isFull() || total.baselineEnded() >= minRequests;
        return baseline && total.candidateEnded() >= minRequests && emptyLooks < STALE_LOOKS;
    }

    boolean silent() {
        return emptyLooks >= SILENT_LOOKS;
    }

    public String sentence() {
        return "candidate " + Figures.count(total.candidateEnded()) + ", baseline "
                + Figures.count(total.baselineEnded()) + " requests ended";
    }
}
