// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import dev.interlock.domain.flag.SlowBounds;
import dev.interlock.domain.plan.GuardrailRule;
import dev.interlock.domain.plan.Percent;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * Kind {@code slow-share}: the test of {@link RateJudge} on slow calls. A share needs no percentile of few calls and no raw
 * durations, and a call that hangs is slow before it ends.
 */
public record SlowShareJudge(GuardrailRule rule, FailBar bar, double mustExclude) {

    /**
     * @param before has a bound
     * @param reading the counters now, by that bound
     */
    public Judgement judge(
            SlowShareState before, Counts reading, Percent percent, RecordedBaseline recorded, boolean ready) {
        Counts window = reading.minus(before.reading());
        Judgement judged =
                rates(before.bound()).judge(before.rates(), new RateJudge.Window(percent, window, recorded, 1, ready));
        return judged.with(new SlowShareState(before.bound(), reading, (RateRatioState) judged.state()));
    }

    /** The state with which a watch begins, by what the last one of this ramp has left. */
    public SlowShareState forTheNextWatch(SlowShareState last, Counts reading) {
        return new SlowShareState(last.bound(), reading, rates(last.bound()).forTheNextWatch(last.rates()));
    }

    private RateJudge rates(int bound) {
        return new RateJudge(rule, bar, mustExclude, "takes longer than " + text(bound) + " in");
    }

    private static String text(int bound) {
        Duration duration = SlowBounds.bound(bound);
        return BigDecimal.valueOf(duration.toNanos(), 6).stripTrailingZeros().toPlainString() + " ms";
    }
}
