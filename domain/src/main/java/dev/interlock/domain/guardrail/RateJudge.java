// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import dev.interlock.domain.plan.GuardrailRule;
import dev.interlock.domain.plan.Percent;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Kinds {@code error-rate} and {@code slow-share}: E of {@link RateRatioTest} over the whole ramp. What is counted as an error
 * is the caller's.
 *
 * @param mustExclude a PASS needs that a ratio of this would have been seen, see {@link Sensitivity}
 * @param does what the candidate does when it errs: {@code fails}
 */
public record RateJudge(GuardrailRule rule, FailBar bar, double mustExclude, String does) {

    /** For {@code error-rate}. */
    public static final String FAILS = "fails";

    /** For {@code slow-share} where a source outside says what is slow. */
    public static final String IS_SLOW = "is slow in";

    /**
     * One window.
     *
     * @param recorded what the old path did earlier in this ramp, in all and at this window's hour of the week; only read at 100 %
     * @param dispersion φ between users, at least 1
     * @param ready whether a look with nothing at its threshold, that could have seen enough, is a PASS
     */
    public record Window(Percent percent, Counts counts, RecordedBaseline recorded, double dispersion, boolean ready) {}

    public Judgement judge(RateRatioState before, Window window) {
        if (!window.counts().possible()) {
            return noData(before, Optional.empty(), "the counters went backwards, or more calls failed than ended");
        }
        if (window.percent().isZero()) {
            return atZero(before, window.counts());
        }
        return window.percent().isFull() ? atFull(before, window) : betweenArms(before, window);
    }

    /** What stands while a source has no new window; not the same as a window in which nothing was called. */
    public Judgement standing(RateRatioState before, Window window) {
        boolean oneArm = window.percent().isZero() || window.percent().isFull();
        Judgement stands = oneArm ? judge(before, window) : compared(seen(before, window), window);
        boolean nothingYet = window.percent().isFull()
                ? before.total().candidateEnded() == 0
                : !before.total().hasBothArms();
        return nothingYet && stands.verdict() == Verdict.PASS ? stands.as(Verdict.INCONCLUSIVE) : stands;
    }

    /**
     * The state with which a watch begins, by what the last one of this ramp has left: its evidence goes on, unless a person has
     * resumed past a FAIL, or nothing could ever be resumed.
     */
    public RateRatioState forTheNextWatch(RateRatioState last) {
        return bar.reachedBy(RateRatioTest.logE(last)) ? RateRatioState.START : last.forTheNextWatch();
    }

    private Judgement atZero(RateRatioState before, Counts window) {
        RateRatioState after = new RateRatioState(
                before.logs(),
                before.starts(),
                before.looks(),
                before.first(),
                before.total().plus(window));
        return noData(after, Optional.of(window), "no candidate at 0 %; " + baseline(after.total()));
    }

    private Judgement betweenArms(RateRatioState before, Window window) {
        RateRatioState after = new RateRatioTest(rule.tolerance()).next(before, window.counts(), window.dispersion());
        Seen so = seen(after, window);
        if (!window.counts().hasBothArms() && !bar.reachedBy(so.logE())) {
            return emptyArm(so, window);
        }
        return compared(so, window);
    }

    private Seen seen(RateRatioState state, Window window) {
        double smallest = new Sensitivity(rule.tolerance(), bar).smallestRatio(state, window.dispersion());
        return new Seen(state, RateRatioTest.logE(state), smallest);
    }

    private Judgement compared(Seen seen, Window window) {
        Counts total = seen.state().total();
        return judged(seen, window, candidate(total) + ", " + baseline(total));
    }

    private Judgement atFull(RateRatioState before, Window window) {
        RecordedBaseline recorded = window.recorded();
        if (recorded.absent()) {
            return noData(before, Optional.of(window.counts()), "no call of the old path was recorded in this ramp");
        }
        Yardstick whole = Yardstick.whole(recorded, bar, window.dispersion());
        Yardstick yardstick = Yardstick.of(recorded, bar, window.dispersion());
        RateRatioState after =
                new RateRatioTest(rule.tolerance()).nextAtFull(before, window.counts(), yardstick.bound());
        double seen = Math.max(smallestRatio(after, whole), smallestRatio(after, yardstick));
        Seen so = new Seen(after, RateRatioTest.logE(after), seen);
        Counts both = new Counts(
                0, yardstick.recorded().errors(), 0, yardstick.recorded().ended());
        return judged(so, window, candidate(after.total()) + ", " + yardstick.words() + ofAll(both));
    }

    /** The windows of one watch may have been judged by several yardsticks: what is said to be excluded is so by the looser one. */
    private double smallestRatio(RateRatioState state, Yardstick yardstick) {
        return new Sensitivity(rule.tolerance(), bar).smallestRatio(state, yardstick.recorded(), yardstick.bound());
    }

    private record Seen(RateRatioState state, double logE, double smallestRatio) {}

    private Judgement judged(Seen seen, Window window, String counts) {
        boolean reached = bar.reachedBy(seen.logE());
        String sentence = counts + ": E = " + Figures.evidence(seen.logE()) + (reached ? " ≥ " : " < ")
                + Figures.amount(bar.threshold()) + (reached ? "" : ", " + excluded(seen));
        return new Judgement(
                rule,
                reached ? Verdict.FAIL : passes(seen, window) ? Verdict.PASS : Verdict.INCONCLUSIVE,
                Optional.of(window.counts()),
                OptionalDouble.of(Math.min(Math.exp(seen.logE()), Double.MAX_VALUE)),
                OptionalDouble.of(bar.threshold()),
                sentence,
                seen.state());
    }

    /** A quiet moment does not keep a step from passing that has seen enough; one that has not goes on being undecided. */
    private Judgement emptyArm(Seen seen, Window window) {
        String arm = window.counts().candidateEnded() == 0 ? "candidate" : "baseline";
        String sentence =
                soFar(seen.state().total()) + "no call of the " + arm + " ended in this window, " + excluded(seen);
        Judgement quiet = noData(seen.state(), Optional.of(window.counts()), sentence);
        return !window.ready() || passes(seen, window) ? quiet : quiet.as(Verdict.INCONCLUSIVE);
    }

    private boolean passes(Seen seen, Window window) {
        return window.ready() && seen.smallestRatio() <= mustExclude;
    }

    private String excluded(Seen seen) {
        if (seen.smallestRatio() >= Sensitivity.MOST) {
            return "no ratio excluded yet";
        }
        String ratio = Figures.amount(Math.ceil(seen.smallestRatio() * 10) / 10);
        return seen.smallestRatio() <= mustExclude
                ? "≥ " + ratio + "× excluded"
                : "only ≥ " + ratio + "× excluded, a PASS needs ≥ " + Figures.amount(mustExclude) + "×";
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

    /** One quiet window says nothing of those before it. */
    private String soFar(Counts total) {
        return total.hasBothArms() ? candidate(total) + ", " + baseline(total) + " so far; " : "";
    }

    private String candidate(Counts total) {
        return "candidate " + does + " " + Figures.count(total.candidateErrors()) + " of "
                + Figures.count(total.candidateEnded()) + " requests";
    }

    private static String baseline(Counts total) {
        return "baseline " + ofAll(total);
    }

    private static String ofAll(Counts total) {
        return Figures.count(total.baselineErrors()) + " of " + Figures.count(total.baselineEnded());
    }
}
