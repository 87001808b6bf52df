// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import dev.interlock.domain.plan.GuardrailRule;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Kind {@code threshold}: one number with a limit, for what has no second arm. FAIL when it is above {@code max} in two looks
 * running, also at 0 %: one look alone may be a scrape that was missed or a peak that is over. A look without a number neither
 * counts nor forgets.
 */
public record ThresholdJudge(GuardrailRule rule) {

    private static final int LOOKS_RUNNING = 2;

    public Judgement judge(ThresholdState before, SourceReading reading, boolean ready) {
        return reading instanceof SourceReading.Value number
                ? judged(before, number.value(), ready)
                : silent(before, reading.asSilent());
    }

    private Judgement judged(ThresholdState before, double value, boolean ready) {
        int over = value > rule.max() ? before.over() + 1 : 0;
        Verdict fine = ready ? Verdict.PASS : Verdict.INCONCLUSIVE;
        return judgement(
                over >= LOOKS_RUNNING ? Verdict.FAIL : fine,
                OptionalDouble.of(value),
                sentence(value, over),
                new ThresholdState(over, 0));
    }

    private Judgement silent(ThresholdState before, SourceReading.Silent reading) {
        return judgement(
                reading.verdict(),
                OptionalDouble.empty(),
                reading.why(),
                new ThresholdState(before.over(), before.silentLooks() + 1));
    }

    private String sentence(double value, int over) {
        if (over == 0) {
            return Figures.exact(value) + " ≤ " + Figures.exact(rule.max());
        }
        return Figures.exact(value) + " > " + Figures.exact(rule.max())
                + (over == 1 ? ", once so far" : " in " + over + " looks");
    }

    private Judgement judgement(Verdict verdict, OptionalDouble value, String sentence, ThresholdState state) {
        return new Judgement(rule, verdict, Optional.empty(), value, OptionalDouble.of(rule.max()), sentence, state);
    }
}
