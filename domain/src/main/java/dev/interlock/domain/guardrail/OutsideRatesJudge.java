// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import dev.interlock.domain.plan.GuardrailRule;
import dev.interlock.domain.plan.Percent;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Kinds {@code error-rate} and {@code slow-share} by the counts of a source outside: the test of {@link RateJudge}. A window that
 * was not answered is not lost: the next one begins where the last one that was ends.
 *
 * <p>Counts that a source works out from samples are estimates. With four samples in a window, those of one quarter of it are
 * guessed from the others: right on the average, with 4/3 of the variance. So the dispersion is multiplied by that, which is as
 * much of a heuristic as the dispersion is.
 */
public record OutsideRatesJudge(RateJudge rates) {

    private static final double ESTIMATED = 4.0 / 3;
    private static final double MOST = 1e15;

    /** Errors and calls are sampled apart, so a few more of the one than of the other, or fewer than none, prove nothing. */
    private static final double SLACK = 0.1;

    /** For a guardrail of one of both kinds. */
    public static OutsideRatesJudge of(GuardrailRule rule, FailBar bar, double mustExclude) {
        String does = rule.kind() == GuardrailRule.Kind.ERROR_RATE ? RateJudge.FAILS : RateJudge.IS_SLOW;
        return new OutsideRatesJudge(new RateJudge(rule, bar, mustExclude, does));
    }

    /**
     * What is the same for every window of one look.
     *
     * @param recorded what the old path did earlier in this ramp; only read at 100 %
     * @param dispersion φ between users, at least 1
     */
    public record Setting(Percent percent, RecordedBaseline recorded, double dispersion, boolean ready) {

        RateJudge.Window window(Counts counts, OutsideRatesState state) {
            return new RateJudge.Window(percent, counts, recorded, dispersion * ESTIMATED, ready && state.fresh());
        }
    }

    /** While no window is over: what stands. */
    public Judgement standing(OutsideRatesState before, Setting setting) {
        return rates.standing(before.rates(), setting.window(Counts.NONE, before))
                .with(before);
    }

    /** @param judgedTo where the window of this reading ends, in milliseconds since 1970 */
    public Judgement judge(OutsideRatesState before, SourceReading reading, long judgedTo, Setting setting) {
        if (!(reading instanceof SourceReading.Counted counted)) {
            return silent(before, reading.asSilent());
        }
        Optional<String> impossible = impossible(counted.candidate()).or(() -> impossible(counted.baseline()));
        if (impossible.isPresent()) {
            return silent(before, new SourceReading.Wrong(counted.asked(), impossible.get()));
        }
        Fractions all = before.left().plus(counted);
        Counts window = all.whole();
        OutsideRatesState seen = before.seen(counted, setting.percent());
        Judgement judged = rates.judge(before.rates(), setting.window(window, seen));
        return judged.with(seen.judged((RateRatioState) judged.state(), all.minus(window), judgedTo));
    }

    private Judgement silent(OutsideRatesState before, SourceReading.Silent reading) {
        return new Judgement(
                rates.rule(),
                reading.verdict(),
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.of(rates.bar().threshold()),
                reading.why(),
                before.silent());
    }

    private static Optional<String> impossible(SourceReading.Arm arm) {
        double slack = arm.ended() * SLACK + 1;
        if (arm.errors() < -slack || arm.ended() < 0 || arm.ended() > MOST) {
            return Optional.of("no calls are counted like this: " + text(arm));
        }
        return arm.errors() > arm.ended() + slack
                ? Optional.of("errors and total do not count the same calls: " + text(arm))
                : Optional.empty();
    }

    private static String text(SourceReading.Arm arm) {
        return Figures.exact(arm.errors()) + " of " + Figures.exact(arm.ended());
    }
}
