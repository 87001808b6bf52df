// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import dev.interlock.domain.plan.GuardrailRule;
import dev.interlock.domain.plan.Percent;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Kind {@code statement-time}: how long PostgreSQL works for one request of either path, by the statements of each. The database
 * has no control group, but its statements have one: the new path's are others than the old one's. FAIL when the new path's time
 * for a request is above {@code tolerance} times the old one's by more than chance explains ({@link ConfidenceBand}), and that
 * matters: by 1 ms a request, or by 0.2 sessions that it would keep busy at 100 %. So a scan that is harmless at 1 % is seen
 * there: the load is c + s·percent, and s is the difference between the two paths.
 *
 * <p>All windows of a watch are judged together with half of the guardrail's share of α, and each block of 30 looks by itself
 * with its part of the other half, so that a plan that turns late is not hidden by the good hours before it. What looks like the
 * new path's at 0 % already, a job that reads the new columns, is not the flag's doing and is taken off.
 *
 * <p>At 100 % there is nothing beside it: what the statements cost is told against what the old path's cost earlier in the ramp, and
 * is no FAIL. A nightly job of the application's role would be one.
 */
public record StatementTimeJudge(GuardrailRule rule, FailBar bar) {

    /** The evaluators report their calls later than PostgreSQL its statements; over so many times that, it is little. */
    private static final int LAGS = 4;

    /**
     * One window, and what it is judged by.
     *
     * @param next the step after the present one; empty at the last
     * @param lag how old the oldest report of a live evaluator is
     */
    public record Window(Percent percent, Optional<Percent> next, StatementSums sums, Duration lag) {}

    public Judgement judge(StatementState before, Window window, boolean ready) {
        StatementState after = before.next(window.sums(), window.percent());
        if (window.percent().isZero()) {
            return unsaid("at 0 % the old path's statements are measured", after);
        }
        StatementComparison all = comparison(after.watch(), window, after);
        if (!all.enough() || after.watch().millis() < LAGS * window.lag().toMillis()) {
            return unsaid(little(all), after);
        }
        double half = 1 / bar.threshold() / 2;
        if (window.percent().isFull()) {
            return judgement(Verdict.fine(ready), all, window, half, after);
        }
        StatementComparison late = comparison(after.block(), window, after);
        double share = half * RateRatioState.share(after.blocks());
        if (all.failed(half)) {
            return judgement(Verdict.FAIL, all, window, half, after);
        }
        return late.failed(share)
                ? judgement(Verdict.FAIL, late, window, share, after)
                : judgement(Verdict.fine(ready), all, window, half, after);
    }

    private StatementComparison comparison(StatementSums sums, Window window, StatementState state) {
        StatementSums.Arm baseline = window.percent().isFull() ? state.recorded() : sums.baseline();
        StatementSums.Arm candidate = sums.candidateWithout(state.atZero());
        double all = sums.candidate().cost().millis();
        double own = all == 0 ? 1 : candidate.cost().millis() / all;
        double perMilli = (double) sums.requests() / sums.millis();
        return new StatementComparison(candidate, baseline, own, rule.tolerance(), perMilli);
    }

    private static String little(StatementComparison all) {
        if (!all.ofItsOwn()) {
            return "most of what names the new columns is sent at 0 % as well, so the paths cannot be told apart";
        }
        if (all.candidate().cost().calls() == 0) {
            return "no statement is known to be the new path's";
        }
        return "too little to compare: " + counted(all.candidate()) + " of the candidate, " + counted(all.baseline())
                + " of the baseline";
    }

    private static String counted(StatementSums.Arm arm) {
        return Figures.counted(Math.round(arm.cost().calls()), "statement") + " in "
                + Figures.counted(arm.requests(), "request");
    }

    private Judgement unsaid(String sentence, StatementState state) {
        return new Judgement(
                rule,
                Verdict.INCONCLUSIVE,
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.of(rule.tolerance()),
                sentence,
                state);
    }

    private Judgement judgement(
            Verdict verdict, StatementComparison compared, Window window, double alpha, StatementState state) {
        return new Judgement(
                rule,
                verdict,
                Optional.empty(),
                OptionalDouble.of(compared.ratio()),
                OptionalDouble.of(rule.tolerance()),
                compared.sentence(window.percent(), window.next(), alpha),
                state);
    }
}
