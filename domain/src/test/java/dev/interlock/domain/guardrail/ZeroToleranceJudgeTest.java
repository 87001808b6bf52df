// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.plan.GuardrailRule;
import dev.interlock.domain.plan.Percent;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ZeroToleranceJudgeTest {

    private static final ZeroToleranceJudge JUDGE = new ZeroToleranceJudge(Rules.SQLSTATES);
    private static final ZeroToleranceState FRESH = ZeroToleranceState.beginning(RedLineCounts.NONE);

    @Test
    void nothingThrownIsFine() {
        Judgement judgement = JUDGE.judge(Rules.FIVE, FRESH, seen(RedLineCounts.NONE), true);

        assertThat(judgement.verdict()).isEqualTo(Verdict.PASS);
        assertThat(judgement.sentence())
                .isEqualTo("nothing that the new path names is missing, and it breaks no constraint");
    }

    @Test
    void itIsUndecidedUntilTheStepMayPass() {
        assertThat(JUDGE.judge(Rules.FIVE, FRESH, seen(RedLineCounts.NONE), false)
                        .verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void oneMissingColumnFails() {
        Judgement judgement = JUDGE.judge(Rules.FIVE, FRESH, seen(counts(0, 1, 0, 0)), false);

        assertThat(judgement.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judgement.value()).hasValue(1);
        assertThat(judgement.threshold()).hasValue(1);
        assertThat(judgement.sentence())
                .isEqualTo("the new path threw 1 × 42703 or 42P01: it names a column or table that is not there");
    }

    @Test
    void theOldPathsMissingColumnsAreNotTheNewOnesFault() {
        assertThat(JUDGE.judge(Rules.FIVE, FRESH, seen(counts(7, 0, 0, 0)), true)
                        .verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void aViolationFailsWhereTheOldPathHasNone() {
        Judgement judgement = JUDGE.judge(Rules.FIVE, FRESH, seen(counts(0, 0, 0, 2)), false);

        assertThat(judgement.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judgement.sentence())
                .isEqualTo(
                        "the new path threw 2 × class 23: it would have broken a constraint, as the old path never has");
    }

    @Test
    void violationsAreLeftToTheErrorRateWhereTheOldPathHasThemToo() {
        Judgement sameWindow = JUDGE.judge(Rules.FIVE, FRESH, seen(counts(0, 0, 1, 2)), true);
        ZeroToleranceState atZero =
                (ZeroToleranceState) JUDGE.judge(Percent.ZERO, FRESH, seen(counts(0, 0, 3, 0)), false)
                        .state();
        Judgement later = JUDGE.judge(Rules.FIVE, atZero, seen(counts(0, 0, 3, 9)), true);
        Judgement before = JUDGE.judge(
                Rules.FIVE, ZeroToleranceState.beginning(counts(0, 0, 1, 0)), seen(counts(0, 0, 1, 9)), true);

        assertThat(sameWindow.verdict()).isEqualTo(Verdict.PASS);
        assertThat(later.verdict()).isEqualTo(Verdict.PASS);
        assertThat(later.sentence()).endsWith("both paths break constraints, which the error rate judges");
        assertThat(before.verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void whatWasCountedBeforeIsNotJudged() {
        RedLineCounts before = counts(0, 5, 0, 5);

        assertThat(JUDGE.judge(Rules.FIVE, ZeroToleranceState.beginning(before), seen(before), true)
                        .verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void whatIsReportedAtZeroIsOfCallsFromBefore() {
        RedLineCounts late = counts(0, 1, 0, 0);
        Judgement atZero = JUDGE.judge(Percent.ZERO, FRESH, seen(late), false);

        assertThat(atZero.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(JUDGE.judge(Rules.FIVE, (ZeroToleranceState) atZero.state(), seen(late), true)
                        .verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void aFailStandsThroughTheWatch() {
        RedLineCounts one = counts(0, 1, 0, 0);
        ZeroToleranceState after = state(JUDGE, FRESH, one);

        assertThat(JUDGE.judge(Rules.FIVE, after, seen(one), true).verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void aFailThatRollsBackStandsInTheNextWatchToo() {
        RedLineCounts one = counts(0, 1, 0, 0);
        ZeroToleranceState after = state(JUDGE, FRESH, one).forTheNextWatch(Rules.SQLSTATES);

        assertThat(JUDGE.judge(Rules.FIVE, after, seen(one), true).verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void aFailThatHoldsIsToldOnceAndTheNextOneAgain() {
        ZeroToleranceJudge holds = new ZeroToleranceJudge(Rules.sqlstates(GuardrailRule.OnFail.HOLD));
        RedLineCounts one = counts(0, 1, 0, 0);
        ZeroToleranceState after = state(holds, FRESH, one).forTheNextWatch(holds.rule());

        assertThat(holds.judge(Rules.FIVE, after, seen(one), true).verdict()).isEqualTo(Verdict.PASS);
        assertThat(holds.judge(Rules.FIVE, after, seen(counts(0, 2, 0, 0)), true)
                        .verdict())
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void removedCountsAreNoDataAndTheNextWindowCountsAgain() {
        ZeroToleranceState before = ZeroToleranceState.beginning(counts(0, 5, 0, 0));
        Judgement removed = JUDGE.judge(Rules.FIVE, before, seen(RedLineCounts.NONE), true);
        Judgement next = JUDGE.judge(Rules.FIVE, (ZeroToleranceState) removed.state(), seen(counts(0, 1, 0, 0)), true);

        assertThat(removed.verdict()).isEqualTo(Verdict.NO_DATA);
        assertThat(next.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(next.value()).hasValue(1);
    }

    @Test
    void anEvaluatorThatKeepsItsUsersOnTheOldPathFails() {
        RedLineCounts kept = new RedLineCounts(0, 0, 0, 0, 214, 1);
        Judgement known = JUDGE.judge(Rules.FIVE, FRESH, new RedLineReading(kept, List.of("api-7")), false);
        Judgement gone = JUDGE.judge(Rules.FIVE, FRESH, seen(kept), false);

        assertThat(known.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(known.sentence())
                .isEqualTo("evaluator api-7 keeps its users on the old path by itself, after nothing but failures:"
                        + " 214 calls so far");
        assertThat(gone.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(gone.sentence()).startsWith("an evaluator kept its users on the old path by itself");
    }

    @Test
    void whoeverResumesLetsAnEvaluatorKeepItsUsersUntilAnotherOneBeginsTo() {
        ZeroToleranceJudge holds = new ZeroToleranceJudge(Rules.sqlstates(GuardrailRule.OnFail.HOLD));
        ZeroToleranceState after =
                state(holds, FRESH, new RedLineCounts(0, 0, 0, 0, 9, 1)).forTheNextWatch(holds.rule());
        Judgement goesOn = holds.judge(Rules.FIVE, after, seen(new RedLineCounts(0, 0, 0, 0, 500, 1)), true);
        Judgement another = holds.judge(Rules.FIVE, after, seen(new RedLineCounts(0, 0, 0, 0, 500, 2)), true);

        assertThat(goesOn.verdict()).isEqualTo(Verdict.PASS);
        assertThat(another.verdict()).isEqualTo(Verdict.FAIL);
    }

    private static RedLineCounts counts(long oldUndefined, long newUndefined, long oldViolations, long newViolations) {
        return new RedLineCounts(oldUndefined, newUndefined, oldViolations, newViolations, 0, 0);
    }

    private static RedLineReading seen(RedLineCounts counts) {
        return new RedLineReading(counts, List.of());
    }

    private static ZeroToleranceState state(
            ZeroToleranceJudge judge, ZeroToleranceState before, RedLineCounts reading) {
        return (ZeroToleranceState)
                judge.judge(Rules.FIVE, before, seen(reading), false).state();
    }
}
