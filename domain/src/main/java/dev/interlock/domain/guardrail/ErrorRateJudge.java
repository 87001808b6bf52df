// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import dev.interlock.domain.plan.GuardrailRule;
import dev.interlock.domain.plan.Percent;
import java.util.Optional;
import java.util.OptionalDouble;

/** Kind {@code error-rate}: E of {@link RateRatioTest}, one process from the beginning of each step. */
public record ErrorRateJudge(GuardrailRule rule, FailBar bar) {

    /**
     * @param recorded what the old path did earlier in this ramp; only read at 100 %
     * @param ready whether a look with nothing at its threshold is a PASS
     */
    public Judgement judge(
            Percent percent, RateRatioState before, Counts window, RecordedBaseline recorded, boolean ready) {
        if (!window.possible()) {
            return noData(before, Optional.empty(), "the counters went backwards, or more calls failed than ended");
        }
        if (percent.isZero()) {
            return atZero(before, window);
        }
        return percent.isFull() ? atFull(before, window, recorded, ready) : betweenArms(before, window, ready);
    }

    private Judgement atZero(RateRatioState before, Counts window) {
        RateRatioState after = new RateRatioState(before.logs(), before.total().plus(window));
        return noData(after, Optional.of(window), "no candidate at 0 %; " + baseline(after.total(), ""));
    }

    private Judgement betweenArms(RateRatioState before, Counts window, boolean ready) {
        RateRatioTest test = new RateRatioTest(rule.tolerance());
        RateRatioState after = test.next(before, window);
        double logE = test.logE(after);
        if (!window.hasBothArms() && !bar.reachedBy(logE)) {
            String arm = window.candidateEnded() == 0 ? "candidate" : "baseline";
            return noData(after, Optional.of(window), "no call of the " + arm + " ended in this window");
        }
        String sentence = candidate(after.total()) + ", " + baseline(after.total(), "");
        return judged(after, window, logE, sentence, ready);
    }

    private Judgement atFull(RateRatioState before, Counts window, RecordedBaseline recorded, boolean ready) {
        RateRatioState after = new RateRatioState(before.logs(), before.total().plus(window));
        if (recorded.absent()) {
            return noData(after, Optional.of(window), "no call of the old path was recorded in this ramp");
        }
        Counts both = new Counts(0, recorded.errors(), 0, recorded.ended());
        double logE = new RateRatioTest(rule.tolerance()).logE(recorded, after.total());
        String sentence = candidate(after.total()) + ", " + baseline(both, "recorded ");
        return judged(after, window, logE, sentence, ready);
    }

    private Judgement judged(RateRatioState after, Counts window, double logE, String counts, boolean ready) {
        boolean reached = bar.reachedBy(logE);
        String sentence = counts + ": E = " + Figures.evidence(logE) + (reached ? " ≥ " : " < ")
                + Figures.amount(bar.threshold());
        return new Judgement(
                rule,
                reached ? Verdict.FAIL : ready ? Verdict.PASS : Verdict.INCONCLUSIVE,
                Optional.of(window),
                OptionalDouble.of(Math.min(Math.exp(logE), Double.MAX_VALUE)),
                OptionalDouble.of(bar.threshold()),
                sentence,
                after);
    }

    private Judgement noData(RateRatioState state, Optional<Counts> window, String sentence) {
        return new Judgement(
                rule,
                Verdict.NO_DATA,
                window,
                OptionalDouble.empty(),
                OptionalDouble.of(bar.threshold()),
                sentence,
                state);
    }

    private static String candidate(Counts total) {
        return "candidate fails " + Figures.count(total.candidateErrors()) + " of "
                + Figures.count(total.candidateEnded()) + " requests";
    }

    private static String baseline(Counts total, String which) {
        return which + "baseline " + Figures.count(total.baselineErrors()) + " of "
                + Figures.count(total.baselineEnded());
    }
}
