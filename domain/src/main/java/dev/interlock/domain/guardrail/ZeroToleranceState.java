// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import dev.interlock.domain.plan.GuardrailRule;

/**
 * What {@link ZeroToleranceJudge} remembers. A look takes up where the one before it ended, of whichever watch that was, so
 * nothing is missed between two watches.
 *
 * @param reading the evaluators' counters at this look
 * @param seen what was added to them in this watch, above 0 %
 * @param oldViolates whether the old path has ever been seen to break a constraint
 */
public record ZeroToleranceState(RedLineCounts reading, RedLineCounts seen, boolean oldViolates)
        implements GuardrailState {

    /** What the counters hold already is of an earlier ramp, or of before the migration. */
    public static ZeroToleranceState beginning(RedLineCounts reading) {
        return new ZeroToleranceState(reading, RedLineCounts.NONE, reading.oldViolations() > 0);
    }

    /**
     * For a watch that begins where an earlier one of the same ramp ended. A FAIL that rolls back stands until the flag is at
     * 0 %, whoever was interrupted in telling it. One that holds is not told again, or no person could end the hold: whoever resumes
     * lets an evaluator keep its users that does so already, and what is kept is no news. That another one begins to is.
     */
    public ZeroToleranceState forTheNextWatch(GuardrailRule rule) {
        boolean stands = rule.onFail() == GuardrailRule.OnFail.ROLLBACK;
        return stands ? this : new ZeroToleranceState(reading, RedLineCounts.NONE, oldViolates);
    }

    /** The same when somebody has been told of the columns and tables that were missing, and they are back. */
    public ZeroToleranceState withoutUndefined() {
        RedLineCounts others = seen.minus(new RedLineCounts(0, seen.newUndefined(), 0, 0, 0, 0));
        return new ZeroToleranceState(reading, others, oldViolates);
    }

    /** @param judged false where nobody is sent to the new path, so that what it throws is of earlier calls */
    ZeroToleranceState next(RedLineCounts now, boolean judged) {
        RedLineCounts window = now.minus(reading);
        RedLineCounts all = judged && window.possible() ? seen.plus(window) : seen;
        return new ZeroToleranceState(now, all, oldViolates || now.oldViolations() > 0);
    }

    boolean possible(RedLineCounts now) {
        return now.minus(reading).possible();
    }
}
