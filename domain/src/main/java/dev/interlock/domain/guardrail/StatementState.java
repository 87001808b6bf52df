// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import dev.interlock.domain.plan.Percent;

/**
 * What {@link StatementTimeJudge} remembers.
 *
 * @param atZero all windows at 0 % of this ramp: what was the new path's by its text then is not the flag's doing
 * @param recorded what the old path's statements cost earlier in this ramp, at every step below 100 %
 * @param watch all windows of the present watch
 * @param block those since the youngest of its parts began, by which a late change is seen
 * @param blocks parts begun, at least 1
 * @param looks windows in {@code block}
 */
public record StatementState(
        StatementSums atZero,
        StatementSums.Arm recorded,
        StatementSums watch,
        StatementSums block,
        int blocks,
        int looks)
        implements GuardrailState {

    private static final int LOOKS_PER_BLOCK = 30;

    public static final StatementState START = new StatementState(
            StatementSums.NONE, StatementSums.Arm.NONE, StatementSums.NONE, StatementSums.NONE, 1, 0);

    /** A new watch begins to sum afresh, and knows what the old path cost. */
    public StatementState forTheNextWatch() {
        return new StatementState(atZero, recorded, StatementSums.NONE, StatementSums.NONE, 1, 0);
    }

    StatementState next(StatementSums window, Percent percent) {
        StatementSums zero = percent.isZero() ? atZero.plus(window) : atZero;
        StatementSums.Arm known = percent.isFull() ? recorded : recorded.plus(window.baseline());
        return looks < LOOKS_PER_BLOCK
                ? new StatementState(zero, known, watch.plus(window), block.plus(window), blocks, looks + 1)
                : new StatementState(zero, known, watch.plus(window), window, blocks + 1, 1);
    }
}
