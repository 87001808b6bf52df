// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import dev.interlock.domain.guardrail.CalibrationJudge;
import dev.interlock.domain.guardrail.CohortLook;
import dev.interlock.domain.guardrail.Counts;
import dev.interlock.domain.guardrail.Judgement;
import dev.interlock.domain.guardrail.Verdict;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One guardrail, or the traffic, at one look, as it is kept.
 *
 * @param asked what a source outside was asked, as it was sent; empty where none was
 */
record LookRow(
        String guardrail,
        Optional<Counts> counts,
        OptionalDouble value,
        OptionalDouble threshold,
        Verdict verdict,
        String sentence,
        Optional<String> asked,
        LookState state) {

    /** One that measures nothing. */
    static LookRow said(String guardrail, Verdict verdict, String sentence, String process) {
        return new LookRow(
                guardrail,
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                verdict,
                sentence,
                Optional.empty(),
                LookState.of(process));
    }

    static LookRow of(CohortLook look, String process) {
        return new LookRow(
                CalibrationJudge.COHORTS,
                look.counts(),
                look.value(),
                look.threshold(),
                look.verdict(),
                look.sentence(),
                Optional.empty(),
                LookState.of(process, look.state()));
    }

    static LookRow of(Judgement judgement, Optional<String> asked, String process) {
        return new LookRow(
                judgement.rule().name(),
                judgement.counts(),
                judgement.value(),
                judgement.threshold(),
                judgement.verdict(),
                judgement.sentence(),
                asked,
                LookState.of(process, judgement.state()));
    }
}
