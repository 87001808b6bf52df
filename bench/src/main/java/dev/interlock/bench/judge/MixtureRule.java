// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.judge;

import dev.interlock.domain.guardrail.BaselineBound;
import dev.interlock.domain.guardrail.Counts;
import dev.interlock.domain.guardrail.RateRatioState;
import dev.interlock.domain.guardrail.RateRatioTest;
import dev.interlock.domain.guardrail.RecordedBaseline;

/** The product's own: tolerance 1.25, one guardrail. */
final class MixtureRule implements RollbackRule {

    private static final double TOLERANCE = 1.25;
    private static final double BAR = Math.log(1 / ALPHA);
    private static final RateRatioTest TEST = new RateRatioTest(TOLERANCE);

    private RateRatioState state = RateRatioState.START;
    private Counts recorded = Counts.NONE;
    private int step;

    @Override
    public boolean rollsBack(SimulatedWindow window) {
        if (window.step() != step) {
            step = window.step();
            state = state.forTheNextWatch();
        }
        state = Stream.STEPS[step] == 100 ? atFull(window) : TEST.next(state, window.counted(), window.dispersion());
        recorded = recorded.plus(window.counted());
        return RateRatioTest.logE(state) >= BAR;
    }

    private RateRatioState atFull(SimulatedWindow window) {
        RecordedBaseline baseline = new RecordedBaseline(recorded.baselineErrors(), recorded.baselineEnded());
        if (baseline.absent()) {
            return state;
        }
        BaselineBound bound = BaselineBound.of(baseline, RateRatioTest.SET_ASIDE * ALPHA, window.dispersion());
        return TEST.nextAtFull(state, window.counted(), bound);
    }
}
