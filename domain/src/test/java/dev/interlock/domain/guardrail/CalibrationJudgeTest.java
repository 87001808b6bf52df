// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.drift.Drift;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.GuardrailRule;
import dev.interlock.domain.plan.Percent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class CalibrationJudgeTest {

    private static final Instant BEGUN = Instant.parse("2026-03-02T09:00:00Z");
    private static final CalibrationJudge JUDGE =
            new CalibrationJudge("split", 2, Duration.ofMinutes(10), Duration.ofSeconds(10), BEGUN);
    private static final CohortReading LABELLED =
            new Calibrations().even(100, 1_000, 0, 0).reading();
    private static final CohortReading UNLABELLED = new Calibrations().reading("shop-1");

    @Test
    void itIsOverWhenEnoughEvaluatorsWereWatchedForSoLong() {
        CalibrationClock clock = after(Duration.ofMinutes(10), 2, LABELLED);

        assertThat(conclude(clock, 2, LABELLED, Duration.ofMinutes(10).minusSeconds(1)))
                .isEmpty();
        assertThat(conclude(clock, 2, LABELLED, Duration.ofMinutes(10)))
                .contains(new Outcome.Done("flag split at 0 % is reported by 2 live evaluators; A/A: alike"));
    }

    @Test
    void itIsNotOverBeforeAnOpening() {
        CalibrationJudge waiting = new CalibrationJudge(
                "split", 2, Duration.ofMinutes(10), Duration.ofSeconds(10), BEGUN.plus(Duration.ofHours(12)));
        CalibrationClock clock = after(Duration.ofHours(12), 2, LABELLED);

        assertThat(waiting.isOver(clock, BEGUN.plus(Duration.ofHours(11)))).isFalse();
        assertThat(waiting.isOver(clock, BEGUN.plus(Duration.ofHours(12)))).isTrue();
        CohortLook nobody = look(Verdict.NO_DATA, LABELLED, after(Duration.ofHours(12), 0, LABELLED));
        assertThat(waiting.conclude(look(0), nobody, false, BEGUN.plus(Duration.ofHours(11))))
                .isEmpty();
        assertThat(waiting.conclude(look(0), nobody, false, BEGUN.plus(Duration.ofHours(12))))
                .containsInstanceOf(Outcome.NoData.class);
    }

    @Test
    void twoLooksAreNotEnoughHoweverShortItIs() {
        CalibrationClock one = JUDGE.next(CalibrationClock.START, BEGUN, 2, LABELLED);
        CalibrationClock two = JUDGE.next(one, BEGUN, 2, LABELLED);
        CalibrationClock three = JUDGE.next(two, BEGUN, 2, LABELLED);

        assertThat(two.isOver(BEGUN, Duration.ZERO)).isFalse();
        assertThat(three.isOver(BEGUN, Duration.ZERO)).isTrue();
    }

    @Test
    void nobodyThatReportsIsSaidAfterAWhile() {
        CalibrationClock clock = after(Duration.ofSeconds(40), 0, LABELLED);

        assertThat(conclude(clock, 0, LABELLED, Duration.ofSeconds(30))).isEmpty();
        assertThat(conclude(clock, 0, LABELLED, Duration.ofSeconds(40)))
                .contains(new Outcome.NoData("no live evaluator has reported flag split yet: is the code deployed?"));
        assertThat(conclude(clock, 1, LABELLED, Duration.ofSeconds(40)))
                .contains(new Outcome.NoData(
                        "flag split at 0 % is reported by 1 live evaluator, flag.minEvaluators is 2"));
    }

    @Test
    void aClientThatDoesNotTellUsersApartIsNamedWithWhatToDo() {
        CalibrationClock clock = after(Duration.ofMinutes(10), 2, UNLABELLED);

        assertThat(conclude(clock, 2, UNLABELLED, Duration.ofMinutes(10)))
                .contains(new Outcome.NoData(
                        "evaluator shop-1 reports users and not which step takes them in: its client is"
                                + " older than ramp.calibrate; deploy the present one, or calibrate: 0s"));
    }

    @Test
    void theTimeBeginsAnewWhenSomethingWasMissingForAWhileAndNotForAMoment() {
        CalibrationClock before = after(Duration.ofMinutes(9), 2, LABELLED);
        CalibrationClock blink = JUDGE.next(before, BEGUN.plus(Duration.ofMinutes(9)), 1, LABELLED);
        CalibrationClock gone = JUDGE.next(blink, BEGUN.plus(Duration.ofMinutes(10)), 1, LABELLED);

        assertThat(blink.watchedSince()).isEqualTo(BEGUN.toEpochMilli());
        assertThat(JUDGE.next(gone, BEGUN.plus(Duration.ofMinutes(11)), 2, LABELLED)
                        .watchedSince())
                .isEqualTo(BEGUN.plus(Duration.ofMinutes(11)).toEpochMilli());
    }

    @Test
    void cohortsThatDifferHoldUnlessAPersonHasLetThatPass() {
        CohortLook differ = look(Verdict.FAIL, LABELLED, CalibrationClock.START);

        assertThat(JUDGE.conclude(look(2), differ, false, BEGUN))
                .contains(new Outcome.Failed("interlock:a/a", "alike", false));
        assertThat(JUDGE.conclude(look(2), differ, true, BEGUN)).isEmpty();
    }

    @Test
    void aFailOfAGuardrailGoesFirstAndAWrongSplitHolds() {
        Judgement failed = new Judgement(
                Calibrations.RATES.get(0),
                Verdict.FAIL,
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                "bad",
                new NothingKept());
        Look both = new Look(Percent.ZERO, Traffic.NONE, 2, List.of(failed), Drift.NONE, Optional.of("not so"));

        assertThat(JUDGE.conclude(both, look(Verdict.FAIL, LABELLED, CalibrationClock.START), false, BEGUN))
                .contains(new Outcome.Failed("errors", "bad", true));
        assertThat(JUDGE.conclude(
                        new Look(Percent.ZERO, Traffic.NONE, 2, List.of(), Drift.NONE, Optional.of("not so")),
                        look(Verdict.INCONCLUSIVE, LABELLED, CalibrationClock.START),
                        false,
                        BEGUN))
                .contains(new Outcome.Failed("interlock:split", "not so", false));
    }

    @Test
    void aSourceThatHasNotAnsweredIsWaitedFor() {
        CalibrationClock clock = after(Duration.ofMinutes(10), 2, LABELLED);
        CohortLook cohorts = look(Verdict.PASS, LABELLED, clock);
        Instant now = BEGUN.plus(Duration.ofMinutes(10));

        assertThat(JUDGE.conclude(unheard(1), cohorts, false, now)).isEmpty();
        assertThat(JUDGE.conclude(unheard(6), cohorts, false, now))
                .contains(new Outcome.NoData("saturation has no number in 6 looks running: empty"));
    }

    @Test
    void whileDataIsWaitedForItsReturnIsTold() {
        CalibrationClock missing = after(Duration.ofMinutes(10), 0, LABELLED);
        CohortLook cohorts = look(Verdict.NO_DATA, LABELLED, missing);

        assertThat(JUDGE.concludeHeld(look(0), cohorts, false, BEGUN.plus(Duration.ofMinutes(10))))
                .isEmpty();
        assertThat(JUDGE.concludeHeld(look(2), cohorts, false, BEGUN.plus(Duration.ofMinutes(10))))
                .containsInstanceOf(Outcome.DataBack.class);
        assertThat(JUDGE.concludeHeld(
                        look(2),
                        look(Verdict.PASS, LABELLED, after(Duration.ofMinutes(10), 2, LABELLED)),
                        false,
                        BEGUN.plus(Duration.ofMinutes(10))))
                .containsInstanceOf(Outcome.Done.class);
    }

    private static Optional<Outcome> conclude(CalibrationClock clock, int live, CohortReading reading, Duration after) {
        return JUDGE.conclude(look(live), look(Verdict.INCONCLUSIVE, reading, clock), false, BEGUN.plus(after));
    }

    /** The clock of looks each ten seconds, for so long. */
    private static CalibrationClock after(Duration time, int live, CohortReading reading) {
        CalibrationClock clock = CalibrationClock.START;
        for (Duration at = Duration.ZERO; at.compareTo(time) <= 0; at = at.plusSeconds(10)) {
            clock = JUDGE.next(clock, BEGUN.plus(at), live, reading);
        }
        return clock;
    }

    private static Look look(int live) {
        return new Look(Percent.ZERO, Traffic.NONE, live, List.of(), Drift.NONE);
    }

    private static Look unheard(int silentLooks) {
        Judgement silent = new Judgement(
                new GuardrailRule("saturation", GuardrailRule.Kind.THRESHOLD, 1, GuardrailRule.OnFail.HOLD),
                Verdict.NO_DATA,
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                "empty",
                new ThresholdState(0, 0, silentLooks));
        return new Look(Percent.ZERO, Traffic.NONE, 2, List.of(silent), Drift.NONE);
    }

    private static CohortLook look(Verdict verdict, CohortReading reading, CalibrationClock clock) {
        return new CohortLook(
                verdict,
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                "alike",
                Optional.empty(),
                reading.unlabelled(),
                new CohortState(List.of(), List.of(), List.of(), clock));
    }
}
