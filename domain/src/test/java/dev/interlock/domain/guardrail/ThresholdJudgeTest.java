// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ThresholdJudgeTest {

    private static final ThresholdJudge JUDGE = new ThresholdJudge(Rules.threshold(0.8), 0);

    private static final long AT = 1_000;

    @Test
    void aValueUpToTheLimitIsFine() {
        Judgement judgement = JUDGE.judge(ThresholdState.START, value(0.8), AT, true);

        assertThat(judgement.verdict()).isEqualTo(Verdict.PASS);
        assertThat(judgement.value()).hasValue(0.8);
        assertThat(judgement.threshold()).hasValue(0.8);
        assertThat(judgement.sentence()).isEqualTo("0.8 ≤ 0.8");
    }

    @Test
    void itIsUndecidedUntilTheStepMayPass() {
        assertThat(JUDGE.judge(ThresholdState.START, value(0.2), AT, false).verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void twoLooksRunningOverTheLimitFail() {
        Judgement once = JUDGE.judge(ThresholdState.START, value(0.91), AT, true);
        Judgement twice = JUDGE.judge((ThresholdState) once.state(), value(0.92), AT, true);

        assertThat(once.verdict()).isEqualTo(Verdict.PASS);
        assertThat(once.sentence()).isEqualTo("0.91 > 0.8, once so far");
        assertThat(twice.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(twice.sentence()).isEqualTo("0.92 > 0.8 in 2 looks");
    }

    @Test
    void looksThatSeeTheSameSampleFailOnlyOnceThereMustBeAnother() {
        ThresholdJudge judge = new ThresholdJudge(Rules.threshold(0.8), 15_000);
        Judgement judgement = judge.judge(ThresholdState.START, value(0.9), AT, true);
        for (long later : new long[] {5_000, 10_000, 14_999}) {
            judgement = judge.judge((ThresholdState) judgement.state(), value(0.9), AT + later, true);
            assertThat(judgement.verdict()).isEqualTo(Verdict.PASS);
        }

        assertThat(judge.judge((ThresholdState) judgement.state(), value(0.9), AT + 15_000, true)
                        .verdict())
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void aValueBelowInBetweenStartsTheCountAgain() {
        ThresholdState once = state(ThresholdState.START, value(0.9));
        ThresholdState fine = state(once, value(0.7));

        assertThat(JUDGE.judge(fine, value(0.9), AT, true).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void aLookWithoutANumberNeitherCountsNorForgets() {
        ThresholdState once = state(ThresholdState.START, value(0.9));

        Judgement silent = JUDGE.judge(once, new SourceReading.Trouble("q", "it is down"), AT, true);

        assertThat(silent.verdict()).isEqualTo(Verdict.ERROR);
        assertThat(silent.value()).isEmpty();
        assertThat(silent.sentence()).isEqualTo("it is down");
        assertThat(silent.state()).isEqualTo(new ThresholdState(1, AT, 1));
        assertThat(JUDGE.judge((ThresholdState) silent.state(), value(0.9), AT, true)
                        .verdict())
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void anAnswerThatIsNoNumberIsNoDataAndNoAnswerIsAnError() {
        assertThat(verdict(new SourceReading.Nothing("q", "no series"))).isEqualTo(Verdict.NO_DATA);
        assertThat(verdict(new SourceReading.NotANumber("q", "NaN"))).isEqualTo(Verdict.NO_DATA);
        assertThat(verdict(new SourceReading.Trouble("q", "down"))).isEqualTo(Verdict.ERROR);
        assertThat(verdict(new SourceReading.Wrong("q", "two series"))).isEqualTo(Verdict.ERROR);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-5, 0, 1e-9, 0.8})
    void theNumberEndsTheSilence(double value) {
        ThresholdState silent = state(ThresholdState.START, new SourceReading.Nothing("q", "no series"));

        assertThat(silent.silentLooks()).isEqualTo(1);
        assertThat(state(silent, value(value)).silentLooks()).isZero();
    }

    private static Verdict verdict(SourceReading reading) {
        return JUDGE.judge(ThresholdState.START, reading, AT, true).verdict();
    }

    private static ThresholdState state(ThresholdState before, SourceReading reading) {
        return (ThresholdState) JUDGE.judge(before, reading, AT, true).state();
    }

    private static SourceReading value(double number) {
        return new SourceReading.Value("q", number);
    }
}
