// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import dev.interlock.domain.drift.Drift;
import dev.interlock.domain.plan.Percent;
import java.util.List;

/**
 * One look at everything.
 *
 * @param liveEvaluators those that have reported within {@code flag.evaluatorAge} and not said goodbye
 * @param judgements one for each guardrail of the plan
 * @param drift of the claimed tables from what a person, or the last exact parity, has let pass
 */
public record Look(Percent percent, Traffic traffic, int liveEvaluators, List<Judgement> judgements, Drift drift) {

    public Look {
        judgements = List.copyOf(judgements);
    }

    /** Where the numbers are, in one line. */
    public String sentence() {
        StringBuilder text = new StringBuilder(traffic.sentence());
        for (Judgement judgement : judgements) {
            text.append("; ").append(judgement.rule().name()).append(": ").append(judgement.sentence());
        }
        if (!drift.none()) {
            text.append("; drift: ").append(drift.sentence());
        }
        return text.toString();
    }
}
