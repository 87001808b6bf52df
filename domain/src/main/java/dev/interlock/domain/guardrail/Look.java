// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import dev.interlock.domain.drift.Drift;
import dev.interlock.domain.plan.Percent;
import java.util.List;
import java.util.Optional;

/**
 * One look at everything.
 *
 * @param liveEvaluators those that have reported within {@code flag.evaluatorAge} and not said goodbye
 * @param judgements one for each guardrail of the plan
 * @param drift of the claimed tables from what a person, or the last exact parity, has let pass
 * @param split what is wrong with the way users are split, where nobody has let that pass yet
 */
public record Look(
        Percent percent,
        Traffic traffic,
        int liveEvaluators,
        List<Judgement> judgements,
        Drift drift,
        Optional<String> split) {

    public Look {
        judgements = List.copyOf(judgements);
    }

    /** One at which users are split as they should be. */
    public Look(Percent percent, Traffic traffic, int liveEvaluators, List<Judgement> judgements, Drift drift) {
        this(percent, traffic, liveEvaluators, judgements, drift, Optional.empty());
    }

    /** The same where users are not split as they should be. */
    public Look withSplit(Optional<String> wrong) {
        return new Look(percent, traffic, liveEvaluators, judgements, drift, wrong);
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
        split.ifPresent(wrong -> text.append("; split: ").append(wrong));
        return text.toString();
    }
}
