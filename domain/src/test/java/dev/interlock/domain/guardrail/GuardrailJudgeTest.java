// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.drift.Drift;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.GuardrailRule;
import dev.interlock.domain.plan.Percent;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class GuardrailJudgeTest {

    private static final StepClock RUNNING = new StepClock(300, false, false);
    private static final StepClock HOLD_OVER = new StepClock(300, true, false);
    private static final StepClock ALL_OVER = new StepClock(300, true, true);
    private static final Traffic BUSY = new Traffic(new Counts(0, 0, 300, 6_000), 0);

    @Test
    void aStepPassesWhenItsHoldTimeIsOverAndBothArmsHaveSeenEnough() {
        assertThat(GuardrailJudge.step(look(BUSY), HOLD_OVER)).containsInstanceOf(Outcome.Passed.class);
        assertThat(GuardrailJudge.step(look(BUSY), RUNNING)).isEmpty();
    }

    @Test
    void tooFewRequestsAreInconclusiveOnlyAfterTheLongestHold() {
        Traffic few = new Traffic(new Counts(0, 0, 299, 6_000), 0);

        assertThat(GuardrailJudge.step(look(few), HOLD_OVER)).isEmpty();
        assertThat(GuardrailJudge.step(look(few), ALL_OVER)).containsInstanceOf(Outcome.Inconclusive.class);
    }

    @Test
    void atFullOnlyTheCandidateMustHaveSeenEnough() {
        Traffic full = new Traffic(new Counts(0, 0, 300, 0), 0);

        assertThat(full.enough(Percent.FULL, 300)).isTrue();
        assertThat(full.enough(Rules.FIVE, 300)).isFalse();
    }

    @Test
    void aFailGoesBeforeSilenceAndPass() {
        Look look = new Look(
                Rules.FIVE, new Traffic(Counts.NONE, 9), 0, List.of(judgement(Rules.ERRORS, Verdict.FAIL)), Drift.NONE);

        assertThat(GuardrailJudge.step(look, ALL_OVER)).contains(new Outcome.Failed("errors", "said", true));
        assertThat(GuardrailJudge.guard(look, true)).contains(new Outcome.Failed("errors", "said", true));
    }

    @Test
    void whatIsCountedGoesBeforeWhatIsEstimated() {
        Look look = look(BUSY, judgement(Rules.ERRORS, Verdict.FAIL), judgement(Rules.PARITY, Verdict.FAIL));

        assertThat(GuardrailJudge.soak(look)).contains(new Outcome.Failed("parity", "said", true));
    }

    @Test
    void aWriteThatSyncRefusesIsToldByTheForecastAndNotByItsSqlstate() {
        Look look = look(
                BUSY,
                judgement(Rules.ERRORS, Verdict.FAIL),
                judgement(Rules.SQLSTATES, Verdict.FAIL),
                judgement(Rules.PARITY, Verdict.FAIL));
        Look withoutForecast =
                look(BUSY, judgement(Rules.ERRORS, Verdict.FAIL), judgement(Rules.SQLSTATES, Verdict.FAIL));

        assertThat(GuardrailJudge.soak(look)).contains(new Outcome.Failed("parity", "said", true));
        assertThat(GuardrailJudge.soak(withoutForecast)).contains(new Outcome.Failed("sqlstates", "said", true));
    }

    @Test
    void aBrokenSyncGoesBeforeEverything() {
        Look look = drifted(new Drift(List.of("trigger is gone"), List.of("column nick is new")));

        Outcome.Failed failed = new Outcome.Failed(GuardrailJudge.SYNC, "trigger is gone", true);
        assertThat(GuardrailJudge.step(look, HOLD_OVER)).contains(failed);
        assertThat(GuardrailJudge.calibration(look)).contains(failed);
        assertThat(GuardrailJudge.guard(look, false)).contains(failed);
    }

    @Test
    void aChangeByTheTeamHoldsAStepAndASoakButEndsNoHold() {
        Look look = drifted(new Drift(List.of(), List.of("column nick is new")));

        Outcome.Drifted drifted = new Outcome.Drifted(List.of("column nick is new"));
        assertThat(GuardrailJudge.step(look, HOLD_OVER)).contains(drifted);
        assertThat(GuardrailJudge.soak(look)).contains(drifted);
        assertThat(GuardrailJudge.guard(look, false)).isEmpty();
    }

    private static Look drifted(Drift drift) {
        return new Look(Rules.FIVE, BUSY, 3, List.of(), drift);
    }

    @Test
    void aGuardrailThatRollsBackGoesBeforeOneThatHolds() {
        Look look = look(
                BUSY,
                judgement(Rules.errors(GuardrailRule.OnFail.HOLD), Verdict.FAIL),
                judgement(Rules.SCANS, Verdict.FAIL));

        assertThat(GuardrailJudge.soak(look)).contains(new Outcome.Failed("scans", "said", true));
    }

    @Test
    void aGuardrailThatHoldsDoesNotRollBack() {
        Look look = look(BUSY, judgement(Rules.errors(GuardrailRule.OnFail.HOLD), Verdict.FAIL));

        assertThat(GuardrailJudge.step(look, RUNNING)).contains(new Outcome.Failed("errors", "said", false));
    }

    @Test
    void aGuardrailThatOnlyRecordsStopsNothing() {
        Look look = look(BUSY, judgement(Rules.errors(GuardrailRule.OnFail.RECORD), Verdict.FAIL));

        assertThat(GuardrailJudge.step(look, HOLD_OVER)).containsInstanceOf(Outcome.Passed.class);
    }

    @Test
    void noLiveEvaluatorIsNoData() {
        Look look = new Look(Rules.FIVE, BUSY, 0, List.of(), Drift.NONE);

        assertThat(GuardrailJudge.step(look, HOLD_OVER))
                .contains(new Outcome.NoData("no live evaluator reports the flag"));
    }

    @Test
    void sixLooksWithoutACallAreNoDataAndFiveAreNot() {
        Traffic five = silentFor(5);

        assertThat(GuardrailJudge.step(look(five), HOLD_OVER)).isEmpty();
        assertThat(GuardrailJudge.step(look(five.next(Rules.FIVE, Counts.NONE)), HOLD_OVER))
                .contains(new Outcome.NoData("no call ended in 6 looks running"));
    }

    @Test
    void atFullCallsOfTheOldPathAreNotData() {
        Traffic traffic = Traffic.NONE.next(Percent.FULL, new Counts(0, 0, 0, 500));

        assertThat(traffic.emptyLooks()).isEqualTo(1);
    }

    @Test
    void twoEmptyLooksLetNothingPass() {
        assertThat(silentFor(1).enough(Rules.FIVE, 300)).isTrue();
        assertThat(silentFor(2).enough(Rules.FIVE, 300)).isFalse();
    }

    @Test
    void aGuardrailThatReadNothingLetsNothingPass() {
        Look look = look(BUSY, judgement(Rules.SCANS, Verdict.NO_DATA));

        assertThat(GuardrailJudge.step(look, HOLD_OVER)).isEmpty();
    }

    @Test
    void aGuardrailThatCouldNotHaveSeenEnoughLetsNothingPass() {
        Look look = look(BUSY, judgement(Rules.ERRORS, Verdict.INCONCLUSIVE));

        assertThat(GuardrailJudge.step(look, HOLD_OVER)).isEmpty();
        assertThat(GuardrailJudge.step(look, ALL_OVER)).containsInstanceOf(Outcome.Inconclusive.class);
    }

    @Test
    void usersThatAreSplitInAnotherWayHoldAStepAndNothingElse() {
        Look look = new Look(Rules.FIVE, BUSY, 3, List.of(), Drift.NONE, Optional.of("too many"));

        assertThat(GuardrailJudge.step(look, HOLD_OVER))
                .contains(new Outcome.Failed(GuardrailJudge.SPLIT, "too many", false));
        assertThat(GuardrailJudge.guard(look, false)).isEmpty();
        assertThat(look.sentence()).endsWith("; split: too many");
    }

    @Test
    void aSoakWithoutARecordedBaselineHoldsAndSaysSo() {
        RateJudge.Window window =
                new RateJudge.Window(Percent.FULL, new Counts(0, 0, 9, 0), RecordedBaseline.NONE, 1, true);
        Judgement judgement = new RateJudge(Rules.ERRORS, FailBar.of(List.of(Rules.ERRORS), 0.05), 5, RateJudge.FAILS)
                .judge(RateRatioState.START, window);
        Look look = new Look(Percent.FULL, BUSY, 3, List.of(judgement), Drift.NONE);

        assertThat(GuardrailJudge.soak(look))
                .contains(new Outcome.NoData("errors: no call of the old path was recorded in this ramp"));
    }

    @Test
    void aGuardReportsTheReturnOfDataOnlyWhenAsked() {
        assertThat(GuardrailJudge.guard(look(BUSY), true)).containsInstanceOf(Outcome.DataBack.class);
        assertThat(GuardrailJudge.guard(look(BUSY), false)).isEmpty();
        assertThat(GuardrailJudge.guard(look(silentFor(1)), true)).isEmpty();
        assertThat(GuardrailJudge.guard(look(Traffic.NONE), true)).isEmpty();
        assertThat(GuardrailJudge.guard(new Look(Rules.FIVE, BUSY, 0, List.of(), Drift.NONE), true))
                .isEmpty();
    }

    @Test
    void atZeroAnEvaluatorThatReportsIsDataEnough() {
        Look reporting = new Look(Percent.ZERO, Traffic.NONE, 1, List.of(), Drift.NONE);
        Look silent = new Look(Percent.ZERO, Traffic.NONE, 0, List.of(), Drift.NONE);

        assertThat(GuardrailJudge.guard(reporting, true)).containsInstanceOf(Outcome.DataBack.class);
        assertThat(GuardrailJudge.guard(silent, true)).isEmpty();
    }

    @Test
    void impossibleWindowsAreNotAddedUp() {
        Traffic traffic = BUSY.next(Rules.FIVE, new Counts(0, 0, -300, 5));

        assertThat(traffic).isEqualTo(new Traffic(BUSY.total(), 1));
    }

    @Test
    void aSourceThatDoesNotAnswerKeepsAStepFromPassing() {
        assertThat(GuardrailJudge.step(look(BUSY, unheard(1)), HOLD_OVER)).isEmpty();
        assertThat(GuardrailJudge.step(look(BUSY, unheard(1)), ALL_OVER))
                .containsInstanceOf(Outcome.Inconclusive.class);
    }

    @Test
    void sixLooksWithoutANumberAreNoDataForAStepAndASoakButNoRollback() {
        Outcome held = new Outcome.NoData("saturation has no number in 6 looks running: it is down");

        assertThat(GuardrailJudge.soak(look(BUSY, unheard(5)))).isEmpty();
        assertThat(GuardrailJudge.soak(look(BUSY, unheard(6)))).contains(held);
        assertThat(GuardrailJudge.step(look(BUSY, unheard(6)), HOLD_OVER)).contains(held);
    }

    @Test
    void aSourceThatOnlyRecordsHoldsNothing() {
        Judgement recorded = unheard(Rules.threshold(1, GuardrailRule.OnFail.RECORD), 9);

        assertThat(GuardrailJudge.step(look(BUSY, recorded), HOLD_OVER)).containsInstanceOf(Outcome.Passed.class);
        assertThat(GuardrailJudge.unheard(look(BUSY, recorded))).isEmpty();
    }

    @Test
    void dataIsBackOnlyWhenEverySourceAnswers() {
        assertThat(GuardrailJudge.guard(look(BUSY, unheard(1)), true)).isEmpty();
        assertThat(GuardrailJudge.guard(look(BUSY, unheard(0)), true)).containsInstanceOf(Outcome.DataBack.class);
    }

    private static Judgement unheard(int looks) {
        return unheard(Rules.threshold(1), looks);
    }

    private static Judgement unheard(GuardrailRule rule, int looks) {
        return new Judgement(
                rule,
                looks == 0 ? Verdict.INCONCLUSIVE : Verdict.ERROR,
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.of(1),
                "it is down",
                new ThresholdState(0, 0, looks));
    }

    private static Traffic silentFor(int looks) {
        return new Traffic(BUSY.total(), looks);
    }

    private static Look look(Traffic traffic, Judgement... judgements) {
        return new Look(Rules.FIVE, traffic, 3, List.of(judgements), Drift.NONE);
    }

    private static Judgement judgement(GuardrailRule rule, Verdict verdict) {
        return new Judgement(
                rule,
                verdict,
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                "said",
                RateRatioState.START);
    }
}
