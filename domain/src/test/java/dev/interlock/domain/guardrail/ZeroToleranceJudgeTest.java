// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.plan.GuardrailRule;
import dev.interlock.domain.plan.Percent;
import org.junit.jupiter.api.Test;

final class ZeroToleranceJudgeTest {

    private static final ZeroToleranceJudge JUDGE = new ZeroToleranceJudge(Rules.SQLSTATES);
    private static final ZeroToleranceState FRESH = ZeroToleranceState.beginning(RedLineCounts.NONE);

    @Test
    void nothingThrownIsFine() {
        Judgement judgement = JUDGE.judge(Rules.FIVE, FRESH, RedLineCounts.NONE, true);

        assertThat(judgement.verdict()).isEqualTo(Verdict.PASS);
        assertThat(judgement.sentence())
                .isEqualTo("nothing that the new path names is missing, and it breaks no constraint");
    }

    @Test
    void itIsUndecidedUntilTheStepMayPass() {
        assertThat(JUDGE.judge(Rules.FIVE, FRESH, RedLineCounts.NONE, false).verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void oneMissingColumnFails() {
        Judgement judgement = JUDGE.judge(Rules.FIVE, FRESH, new RedLineCounts(0, 1, 0, 0), false);

        assertThat(judgement.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judgement.value()).hasValue(1);
        assertThat(judgement.threshold()).hasValue(1);
        assertThat(judgement.sentence())
                .isEqualTo("the new path threw 1 × 42703 or 42P01: it names a column or table that is not there");
    }

    @Test
    void theOldPathsMissingColumnsAreNotTheNewOnesFault() {
        assertThat(JUDGE.judge(Rules.FIVE, FRESH, new RedLineCounts(7, 0, 0, 0), true)
                        .verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void aViolationFailsWhereTheOldPathHasNone() {
        Judgement judgement = JUDGE.judge(Rules.FIVE, FRESH, new RedLineCounts(0, 0, 0, 2), false);

        assertThat(judgement.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judgement.sentence())
                .isEqualTo(
                        "the new path threw 2 × class 23: it would have broken a constraint, as the old path never has");
    }

    @Test
    void violationsAreLeftToTheErrorRateWhereTheOldPathHasThemToo() {
        Judgement sameWindow = JUDGE.judge(Rules.FIVE, FRESH, new RedLineCounts(0, 0, 1, 2), true);
        ZeroToleranceState atZero =
                (ZeroToleranceState) JUDGE.judge(Percent.ZERO, FRESH, new RedLineCounts(0, 0, 3, 0), false)
                        .state();
        Judgement later = JUDGE.judge(Rules.FIVE, atZero, new RedLineCounts(0, 0, 3, 9), true);
        Judgement before = JUDGE.judge(
                Rules.FIVE,
                ZeroToleranceState.beginning(new RedLineCounts(0, 0, 1, 0)),
                new RedLineCounts(0, 0, 1, 9),
                true);

        assertThat(sameWindow.verdict()).isEqualTo(Verdict.PASS);
        assertThat(later.verdict()).isEqualTo(Verdict.PASS);
        assertThat(later.sentence()).endsWith("both paths break constraints, which the error rate judges");
        assertThat(before.verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void whatWasCountedBeforeIsNotJudged() {
        RedLineCounts before = new RedLineCounts(0, 5, 0, 5);

        assertThat(JUDGE.judge(Rules.FIVE, ZeroToleranceState.beginning(before), before, true)
                        .verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void whatIsReportedAtZeroIsOfCallsFromBefore() {
        RedLineCounts late = new RedLineCounts(0, 1, 0, 0);
        Judgement atZero = JUDGE.judge(Percent.ZERO, FRESH, late, false);

        assertThat(atZero.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(JUDGE.judge(Rules.FIVE, (ZeroToleranceState) atZero.state(), late, true)
                        .verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void aFailStandsThroughTheWatch() {
        RedLineCounts one = new RedLineCounts(0, 1, 0, 0);
        ZeroToleranceState after = state(JUDGE, FRESH, one);

        assertThat(JUDGE.judge(Rules.FIVE, after, one, true).verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void aFailThatRollsBackStandsInTheNextWatchToo() {
        RedLineCounts one = new RedLineCounts(0, 1, 0, 0);
        ZeroToleranceState after = state(JUDGE, FRESH, one).forTheNextWatch(Rules.SQLSTATES);

        assertThat(JUDGE.judge(Rules.FIVE, after, one, true).verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void aFailThatHoldsIsToldOnceAndTheNextOneAgain() {
        ZeroToleranceJudge holds = new ZeroToleranceJudge(Rules.sqlstates(GuardrailRule.OnFail.HOLD));
        RedLineCounts one = new RedLineCounts(0, 1, 0, 0);
        ZeroToleranceState after = state(holds, FRESH, one).forTheNextWatch(holds.rule());

        assertThat(holds.judge(Rules.FIVE, after, one, true).verdict()).isEqualTo(Verdict.PASS);
        assertThat(holds.judge(Rules.FIVE, after, new RedLineCounts(0, 2, 0, 0), true)
                        .verdict())
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void removedCountsAreNoDataAndTheNextWindowCountsAgain() {
        ZeroToleranceState before = ZeroToleranceState.beginning(new RedLineCounts(0, 5, 0, 0));
        Judgement removed = JUDGE.judge(Rules.FIVE, before, RedLineCounts.NONE, true);
        Judgement next =
                JUDGE.judge(Rules.FIVE, (ZeroToleranceState) removed.state(), new RedLineCounts(0, 1, 0, 0), true);

        assertThat(removed.verdict()).isEqualTo(Verdict.NO_DATA);
        assertThat(next.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(next.value()).hasValue(1);
    }

    private static ZeroToleranceState state(
            ZeroToleranceJudge judge, ZeroToleranceState before, RedLineCounts reading) {
        return (ZeroToleranceState)
                judge.judge(Rules.FIVE, before, reading, false).state();
    }
}
