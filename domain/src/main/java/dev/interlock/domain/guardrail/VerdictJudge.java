// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import dev.interlock.domain.plan.GuardrailRule;
import java.util.Optional;
import java.util.OptionalDouble;

/** Kind {@code verdict}: somebody else judges. Their FAIL is one at once; their PASS is one when the step may pass. */
public record VerdictJudge(GuardrailRule rule) {

    public Judgement judge(VerdictState before, SourceReading reading, boolean ready) {
        if (reading instanceof SourceReading.Said said) {
            boolean early = said.verdict() == Verdict.PASS && !ready;
            return judgement(early ? Verdict.INCONCLUSIVE : said.verdict(), said.reason(), VerdictState.START);
        }
        SourceReading.Silent silent = reading.asSilent();
        return judgement(silent.verdict(), silent.why(), new VerdictState(before.silentLooks() + 1));
    }

    private Judgement judgement(Verdict verdict, String sentence, VerdictState state) {
        return new Judgement(
                rule, verdict, Optional.empty(), OptionalDouble.empty(), OptionalDouble.empty(), sentence, state);
    }
}
