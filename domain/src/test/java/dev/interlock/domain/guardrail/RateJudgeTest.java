// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.plan.GuardrailRule;
import dev.interlock.domain.plan.Percent;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RateJudgeTest {

    private static final FailBar BAR = FailBar.of(List.of(Rules.ERRORS, Rules.SCANS), 0.05);
    private static final RateJudge JUDGE = new RateJudge(Rules.ERRORS, BAR, 5, RateJudge.FAILS);

    @Test
    void guardrailsThatOnlyRecordTakeNoShareOfAlpha() {
        GuardrailRule records = Rules.errors(GuardrailRule.OnFail.RECORD);

        assertThat(BAR.threshold()).isEqualTo(40);
        assertThat(FailBar.of(List.of(Rules.ERRORS, records), 0.05).threshold()).isEqualTo(20);
        assertThat(FailBar.of(List.of(records), 0.05).threshold()).isEqualTo(20);
    }

    @Test
    void aBreachSaysWhoFailsHowOftenInNumbers() {
        Judgement judgement = judge(Rules.FIVE, new Counts(14, 3, 2_031, 39_870), true);

        assertThat(judgement.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judgement.breached()).isTrue();
        assertThat(judgement.sentence())
                .startsWith("candidate fails 14 of 2,031 requests, baseline 3 of 39,870: E = ")
                .endsWith(" ≥ 40");
        assertThat(judgement.value().orElseThrow()).isGreaterThanOrEqualTo(40);
    }

    @Test
    void aFailSaysInOneSentenceWhatComesOfIt() {
        Counts bad = new Counts(14, 3, 2_031, 39_870);
        Judgement fails = judge(Rules.FIVE, bad, true);
        GuardrailRule holds = Rules.errors(GuardrailRule.OnFail.HOLD);
        Judgement held = new RateJudge(holds, BAR, 5, RateJudge.FAILS)
                .judge(RateRatioState.START, window(Rules.FIVE, bad, RecordedBaseline.NONE, true));

        assertThat(fails.withConsequence(Rules.FIVE).sentence()).endsWith(" ≥ 40, rolled back");
        assertThat(fails.withConsequence(Percent.ZERO).sentence()).endsWith(" ≥ 40, held");
        assertThat(held.withConsequence(Rules.FIVE).sentence()).endsWith(" ≥ 40, held");
        Judgement quiet = judge(Rules.FIVE, new Counts(1, 20, 2_000, 38_000), true);
        assertThat(quiet.withConsequence(Rules.FIVE)).isEqualTo(quiet);
    }

    @Test
    void belowTheThresholdItPassesOnlyWhenTheStepIsReady() {
        Counts quiet = new Counts(10, 200, 20_000, 380_000);

        assertThat(judge(Rules.FIVE, quiet, true).verdict()).isEqualTo(Verdict.PASS);
        assertThat(judge(Rules.FIVE, quiet, false).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void whatCouldNotHaveSeenEnoughIsInconclusiveAndSaysWhatItCouldSee() {
        Judgement few = judge(Rules.FIVE, new Counts(0, 3, 300, 5_700), true);

        assertThat(few.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(few.sentence())
                .containsPattern("E = [\\d.]+ < 40, only ≥ \\d+(\\.\\d)?× excluded, a PASS needs ≥ 5×$");
        assertThat(judge(Rules.FIVE, new Counts(10, 200, 20_000, 380_000), true).sentence())
                .containsPattern(" < 40, ≥ \\d(\\.\\d)?× excluded$");
    }

    @Test
    void anEmptyArmIsInconclusiveWhereAPassIsDueAndTooLittleWasSeen() {
        Judgement judgement = judge(Rules.FIVE, new Counts(0, 3, 0, 100), true);

        assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void anEmptyArmIsNoDataAndIsNamed() {
        assertThat(judge(Rules.FIVE, new Counts(0, 3, 0, 100), false))
                .returns(Verdict.NO_DATA, Judgement::verdict)
                .returns("no call of the candidate ended in this window, no ratio excluded yet", Judgement::sentence);
        assertThat(judge(Rules.FIVE, new Counts(0, 0, 100, 0), true).sentence()).contains("baseline");
    }

    @Test
    void aQuietWindowSaysWhatWasSeenBeforeIt() {
        RateRatioState seen = (RateRatioState)
                judge(Rules.FIVE, new Counts(10, 200, 20_000, 380_000), true).state();
        Counts quiet = new Counts(0, 0, 0, 100);

        assertThat(JUDGE.judge(seen, window(Rules.FIVE, quiet, RecordedBaseline.NONE, true))
                        .sentence())
                .startsWith("candidate fails 10 of 20,000 requests, baseline 200 of 380,000 so far;"
                        + " no call of the candidate ended in this window, ≥ ");
    }

    @Test
    void evidenceGatheredBeforeAnEmptyWindowStillFails() {
        RateRatioState bad = (RateRatioState)
                judge(Rules.FIVE, new Counts(14, 3, 2_031, 39_870), true).state();

        Judgement judgement = JUDGE.judge(bad, window(Rules.FIVE, Counts.NONE, RecordedBaseline.NONE, true));

        assertThat(judgement.verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void impossibleCountsAreNoDataAndAreNotKept() {
        Judgement judgement = judge(Rules.FIVE, new Counts(5, 0, 4, 100), true);

        assertThat(judgement.verdict()).isEqualTo(Verdict.NO_DATA);
        assertThat(judgement.counts()).isEmpty();
        assertThat(judgement.state()).isEqualTo(RateRatioState.START);
    }

    @Test
    void atZeroNothingIsPassedAndTheOldPathIsKept() {
        Judgement judgement = judge(Percent.ZERO, new Counts(0, 4, 0, 1_200), true);

        assertThat(judgement.verdict()).isEqualTo(Verdict.NO_DATA);
        assertThat(judgement.value()).isEmpty();
        assertThat(judgement.sentence()).isEqualTo("no candidate at 0 %; baseline 4 of 1,200");
    }

    @Test
    void atFullTheCandidateIsJudgedByWhatTheOldPathDidBefore() {
        RecordedBaseline recorded = new RecordedBaseline(30, 30_000);

        Judgement good = atFull(new Counts(10, 0, 10_000, 0), recorded);
        Judgement bad = atFull(new Counts(60, 0, 5_000, 0), recorded);

        assertThat(good.verdict()).isEqualTo(Verdict.PASS);
        assertThat(bad.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(bad.sentence())
                .startsWith("candidate fails 60 of 5,000 requests, recorded baseline 30 of 30,000: E = ");
    }

    @Test
    void atFullTheSentenceNamesTheHourThatJudged() {
        RecordedBaseline recorded = new RecordedBaseline(
                30, 100_000, Optional.of(new RecordedBaseline.SameHour("Tue 10:00 Berlin", 3, 39_870)));

        assertThat(atFull(new Counts(60, 0, 5_000, 0), recorded).sentence())
                .startsWith("candidate fails 60 of 5,000 requests, baseline of Tue 10:00 Berlin, 3 of 39,870: E = ");
    }

    @Test
    void atFullNoMoreIsSaidToBeExcludedThanByTheLooserYardstick() {
        Counts quiet = new Counts(1, 0, 10_000, 0);
        RecordedBaseline mean = new RecordedBaseline(30, 30_000);
        RecordedBaseline hour = new RecordedBaseline(
                30, 30_000, Optional.of(new RecordedBaseline.SameHour("Tue 10:00 Berlin", 0, 6_000)));

        assertThat(excluded(atFull(quiet, hour))).isGreaterThan(excluded(atFull(quiet, mean)));
    }

    @Test
    void atFullWithNothingRecordedThereIsNoData() {
        Judgement judgement = atFull(new Counts(0, 0, 5_000, 0), RecordedBaseline.NONE);

        assertThat(judgement.verdict()).isEqualTo(Verdict.NO_DATA);
        assertThat(judgement.sentence()).isEqualTo("no call of the old path was recorded in this ramp");
    }

    @Test
    void anEvidenceThatFitsNoDoubleIsStillWritten() {
        Judgement judgement = judge(Rules.FIVE, new Counts(1_000_000, 0, 2_000_000, 38_000_000), true);

        assertThat(judgement.value().orElseThrow()).isFinite();
        assertThat(judgement.sentence()).containsPattern("E = \\d\\.\\d × 10\\^\\d+ ≥ 40");
    }

    private static double excluded(Judgement judgement) {
        return Double.parseDouble(judgement.sentence().replaceAll(".*≥ ([\\d.]+)× excluded.*", "$1"));
    }

    private static Judgement judge(Percent percent, Counts window, boolean ready) {
        return JUDGE.judge(RateRatioState.START, window(percent, window, RecordedBaseline.NONE, ready));
    }

    private static Judgement atFull(Counts window, RecordedBaseline recorded) {
        return JUDGE.judge(RateRatioState.START, window(Percent.FULL, window, recorded, true));
    }

    private static RateJudge.Window window(Percent percent, Counts counts, RecordedBaseline recorded, boolean ready) {
        return new RateJudge.Window(percent, counts, recorded, 1, ready);
    }
}
