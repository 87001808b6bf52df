// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import dev.interlock.domain.guardrail.Counts;
import dev.interlock.domain.guardrail.Judgement;
import dev.interlock.domain.guardrail.Verdict;
import java.util.Optional;
import java.util.OptionalDouble;

/** One guardrail, or the traffic, at one look, as it is kept. */
record LookRow(
        String guardrail,
        Optional<Counts> counts,
        OptionalDouble value,
        OptionalDouble threshold,
        Verdict verdict,
        String sentence,
        LookState state) {

    static LookRow of(Judgement judgement, String process) {
        return new LookRow(
                judgement.rule().name(),
                judgement.counts(),
                judgement.value(),
                judgement.threshold(),
                judgement.verdict(),
                judgement.sentence(),
                LookState.of(process, judgement.state()));
    }
}
