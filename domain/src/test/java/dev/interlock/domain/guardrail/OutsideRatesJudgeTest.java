// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.interlock.domain.guardrail.SourceReading.Arm;
import dev.interlock.domain.plan.Percent;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OutsideRatesJudgeTest {

    private static final FailBar BAR = FailBar.of(List.of(Rules.ERRORS), 0.05);
    private static final OutsideRatesJudge JUDGE =
            new OutsideRatesJudge(new RateJudge(Rules.ERRORS, BAR, 5, RateJudge.FAILS));
    private static final OutsideRatesState START = OutsideRatesState.beginning(RateRatioState.START, 1_000);

    @Test
    void estimatesOfManyWindowsAddUpToWholeCalls() {
        OutsideRatesState state = START;
        Counts total = Counts.NONE;
        for (int window = 1; window <= 300; window++) {
            Judgement judgement =
                    JUDGE.judge(state, counted(new Arm(0.1, 3.3), new Arm(0.7, 66.7)), window, at(Rules.FIVE));
            total = total.plus(judgement.counts().orElseThrow());
            state = (OutsideRatesState) judgement.state();
        }

        assertThat(total).isEqualTo(new Counts(30, 210, 990, 20_010));
        assertThat(state.left().candidateErrors()).isEqualTo(0, within(1e-6));
        assertThat(state.judgedTo()).isEqualTo(300);
    }

    @Test
    void noMoreCallsFailThanEndHoweverTheyAreRounded() {
        OutsideRatesState almost =
                new OutsideRatesState(RateRatioState.START, new Fractions(0.9, 0, 0, 0), 0, 0, 1_000, 0);

        Judgement judgement = JUDGE.judge(almost, counted(new Arm(1.2, 1.2), new Arm(0, 20)), 2_000, at(Rules.FIVE));

        assertThat(judgement.counts()).contains(new Counts(1, 0, 1, 20));
        assertThat(((OutsideRatesState) judgement.state()).left().candidateErrors())
                .isEqualTo(1.1, within(1e-9));
    }

    @Test
    void manyTimesTheErrorsFail() {
        Judgement judgement =
                JUDGE.judge(START, counted(new Arm(40.4, 200), new Arm(10, 4_000)), 2_000, at(Rules.FIVE));

        assertThat(judgement.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judgement.sentence()).startsWith("candidate fails 40 of 200 requests, baseline 10 of 4,000: E = ");
    }

    @Test
    void estimatesWeighLessThanCounts() {
        Counts same = new Counts(12, 10, 200, 4_000);
        RateJudge counting = new RateJudge(Rules.ERRORS, BAR, 5, RateJudge.FAILS);
        double counted = counting.judge(
                        RateRatioState.START, new RateJudge.Window(Rules.FIVE, same, RecordedBaseline.NONE, 1, false))
                .value()
                .orElseThrow();
        double estimated = JUDGE.judge(START, counted(new Arm(12, 200), new Arm(10, 4_000)), 2_000, at(Rules.FIVE))
                .value()
                .orElseThrow();

        assertThat(counted).isGreaterThan(1);
        assertThat(estimated).isLessThan(counted);
    }

    @Test
    void silenceKeepsTheEvidenceAndTheBeginningOfTheWindow() {
        OutsideRatesState before = state(START, counted(new Arm(1, 100), new Arm(20, 1_900)), 2_000);

        Judgement silent = JUDGE.judge(before, new SourceReading.Trouble("q", "it is down"), 3_000, at(Rules.FIVE));

        OutsideRatesState after = (OutsideRatesState) silent.state();
        assertThat(silent.verdict()).isEqualTo(Verdict.ERROR);
        assertThat(silent.counts()).isEmpty();
        assertThat(after.rates()).isEqualTo(before.rates());
        assertThat(after.judgedTo()).isEqualTo(2_000);
        assertThat(after.silentLooks()).isEqualTo(1);
        assertThat(state(after, counted(new Arm(0, 1), new Arm(0, 1)), 4_000).silentLooks())
                .isZero();
    }

    @Test
    void itIsHeardOnceAWindowWasAnsweredAndWhileNoneIsMissed() {
        OutsideRatesState nothing = state(START, counted(Arm.NONE, Arm.NONE), 2_000);
        OutsideRatesState first = state(nothing, counted(Arm.NONE, new Arm(0, 3)), 2_500);
        OutsideRatesState missed = state(first, new SourceReading.Trouble("q", "it is down"), 3_000);

        assertThat(START.heard()).isFalse();
        assertThat(nothing.heard()).isFalse();
        assertThat(first.heard()).isTrue();
        assertThat(missed.heard()).isFalse();
    }

    @Test
    void whatWasSeenLongAgoLetsNothingPassOnceAnArmIsEmpty() {
        SourceReading usual = counted(new Arm(0, 5_000), new Arm(500, 95_000));
        SourceReading frozen = counted(Arm.NONE, Arm.NONE);

        OutsideRatesState once = state(state(START, usual, 2_000), frozen, 3_000);
        OutsideRatesState twice = state(once, frozen, 4_000);

        assertThat(JUDGE.standing(once, at(Rules.FIVE)).verdict()).isEqualTo(Verdict.PASS);
        assertThat(JUDGE.standing(twice, at(Rules.FIVE)).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(twice.silentLooks()).isEqualTo(2);
        assertThat(state(twice, usual, 5_000))
                .returns(0, OutsideRatesState::emptyWindows)
                .returns(0, OutsideRatesState::silentLooks);
    }

    @Test
    void anArmThatTheFlagLeavesEmptyMayBe() {
        RecordedBaseline recorded = new RecordedBaseline(1_000, 1_000_000);
        OutsideRatesState state = START;
        for (int window = 2; window < 9; window++) {
            state = (OutsideRatesState) JUDGE.judge(
                            state, counted(new Arm(1, 20_000), Arm.NONE), window * 1_000L, at(Percent.FULL, recorded))
                    .state();
        }

        assertThat(state.emptyWindows()).isZero();
        assertThat(JUDGE.standing(state, at(Percent.FULL, recorded)).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void aFewErrorsFewerThanNoneAreNone() {
        Judgement judgement = JUDGE.judge(START, counted(new Arm(-1, 10), new Arm(0, 90)), 2_000, at(Rules.FIVE));

        assertThat(judgement.counts()).contains(new Counts(0, 0, 10, 90));
    }

    @Test
    void betweenTwoWindowsWhatStandsIsSaid() {
        OutsideRatesState before = state(START, counted(new Arm(0, 5_000), new Arm(500, 95_000)), 2_000);

        Judgement standing = JUDGE.standing(before, at(Rules.FIVE));

        assertThat(standing.verdict()).isEqualTo(Verdict.PASS);
        assertThat(standing.counts()).contains(Counts.NONE);
        assertThat(standing.sentence()).startsWith("candidate fails 0 of 5,000 requests, baseline 500 of 95,000");
        assertThat(standing.state()).isEqualTo(before);
    }

    @Test
    void beforeTheFirstWindowNothingPasses() {
        OutsideRatesJudge lenient = new OutsideRatesJudge(new RateJudge(Rules.ERRORS, BAR, 1_000, RateJudge.FAILS));
        RecordedBaseline recorded = new RecordedBaseline(10, 10_000);

        assertThat(lenient.standing(START, at(Rules.FIVE)).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(lenient.standing(START, at(Percent.FULL, recorded)).verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void atZeroTheBaselineIsCountedAndNothingIsJudged() {
        Judgement judgement = JUDGE.judge(START, counted(Arm.NONE, new Arm(3.5, 1_000)), 2_000, at(Percent.ZERO));

        assertThat(judgement.verdict()).isEqualTo(Verdict.NO_DATA);
        assertThat(judgement.counts()).contains(new Counts(0, 3, 0, 1_000));
        assertThat(((OutsideRatesState) judgement.state()).silentLooks()).isZero();
    }

    @Test
    void atFullTheRecordedBaselineIsTheYardstick() {
        SourceReading failing = counted(new Arm(300, 1_000), Arm.NONE);

        assertThat(JUDGE.judge(START, failing, 2_000, at(Percent.FULL, new RecordedBaseline(10, 10_000)))
                        .verdict())
                .isEqualTo(Verdict.FAIL);
        assertThat(JUDGE.judge(START, failing, 2_000, at(Percent.FULL)).sentence())
                .isEqualTo("no call of the old path was recorded in this ramp");
    }

    @Test
    void countsThatCannotBeAreAnErrorAndNoFail() {
        assertThat(sentence(new Arm(200, 10))).isEqualTo("errors and total do not count the same calls: 200 of 10");
        assertThat(sentence(new Arm(-3, 10))).startsWith("no calls are counted like this");
        assertThat(sentence(new Arm(0, 1e300))).startsWith("no calls are counted like this");
        assertThat(JUDGE.judge(START, counted(new Arm(200, 10), new Arm(0, 90)), 2_000, at(Rules.FIVE))
                        .verdict())
                .isEqualTo(Verdict.ERROR);
    }

    @Test
    void whatIsNotCountedIsNoAnswer() {
        Judgement judgement = JUDGE.judge(START, new SourceReading.Value("q", 0.5), 2_000, at(Rules.FIVE));

        assertThat(judgement.verdict()).isEqualTo(Verdict.ERROR);
    }

    private static String sentence(Arm candidate) {
        return JUDGE.judge(START, counted(candidate, new Arm(0, 90)), 2_000, at(Rules.FIVE))
                .sentence();
    }

    private static OutsideRatesState state(OutsideRatesState before, SourceReading reading, long judgedTo) {
        return (OutsideRatesState)
                JUDGE.judge(before, reading, judgedTo, at(Rules.FIVE)).state();
    }

    private static OutsideRatesJudge.Setting at(Percent percent) {
        return at(percent, RecordedBaseline.NONE);
    }

    private static OutsideRatesJudge.Setting at(Percent percent, RecordedBaseline recorded) {
        return new OutsideRatesJudge.Setting(percent, recorded, 1, true);
    }

    private static SourceReading counted(Arm candidate, Arm baseline) {
        return new SourceReading.Counted("q", candidate, baseline);
    }
}
