// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import dev.interlock.domain.plan.GuardrailRule;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Kind {@code threshold}: one number with a limit, for what has no second arm. FAIL when it is above {@code max} in two looks
 * running, also at 0 %: one look alone may be a scrape that was missed or a peak that is over. Looks closer together than two samples
 * of the source see the same one. A look without a number neither counts nor forgets.
 *
 * @param apart how far the first and the last of those looks are apart at least, in milliseconds
 */
public record ThresholdJudge(GuardrailRule rule, long apart) {

    private static final int LOOKS_RUNNING = 2;

    /** @param at the moment of the reading, in milliseconds since 1970 */
    public Judgement judge(ThresholdState before, SourceReading reading, long at, boolean ready) {
        return reading instanceof SourceReading.Value number
                ? judged(before, number.value(), at, ready)
                : silent(before, reading.asSilent());
    }

    private Judgement judged(ThresholdState before, double value, long at, boolean ready) {
        int over = value > rule.max() ? before.over() + 1 : 0;
        long since = over > 1 ? before.overSince() : at;
        return judgement(
                over >= LOOKS_RUNNING && at - since >= apart ? Verdict.FAIL : Verdict.fine(ready),
                OptionalDouble.of(value),
                sentence(value, over),
                new ThresholdState(over, since, 0));
    }

    private Judgement silent(ThresholdState before, SourceReading.Silent reading) {
        return judgement(
                reading.verdict(),
                OptionalDouble.empty(),
                reading.why(),
                new ThresholdState(before.over(), before.overSince(), before.silentLooks() + 1));
    }

    private String sentence(double value, int over) {
        if (over == 0) {
            return Figures.exact(value) + " ≤ " + Figures.exact(rule.max());
        }
        return Figures.exact(value) + " > " + Figures.exact(rule.max()) + Figures.looksOver(over);
    }

    private Judgement judgement(Verdict verdict, OptionalDouble value, String sentence, ThresholdState state) {
        return new Judgement(rule, verdict, Optional.empty(), value, OptionalDouble.of(rule.max()), sentence, state);
    }
}
