// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.judge;

import dev.interlock.domain.guardrail.Counts;

/**
 * As Flagger's examples have it: each minute the candidate's success rate has to be at least 99 %; the fifth check that fails
 * rolls back. A minute without requests is a failed check.
 */
final class ThresholdRule implements RollbackRule {

    private static final int LOOKS_PER_CHECK = 6;
    private static final int FAILED_CHECKS = 5;
    private static final double LEAST_SUCCESS = 0.99;

    private Counts minute = Counts.NONE;
    private int looks;
    private int failed;

    @Override
    public boolean rollsBack(SimulatedWindow window) {
        minute = minute.plus(window.raw());
        looks++;
        if (looks % LOOKS_PER_CHECK == 0) {
            failed += passes() ? 0 : 1;
            minute = Counts.NONE;
        }
        return failed >= FAILED_CHECKS;
    }

    private boolean passes() {
        return minute.candidateEnded() > 0
                && 1 - (double) minute.candidateErrors() / minute.candidateEnded() >= LEAST_SUCCESS;
    }
}
