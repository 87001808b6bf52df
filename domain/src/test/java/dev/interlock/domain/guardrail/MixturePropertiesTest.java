// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.interlock.domain.plan.Percent;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Seeded sequences of windows of every size, possible and not. */
final class MixturePropertiesTest {

    private static final FailBar BAR = new FailBar(60);
    private static final RateJudge JUDGE = new RateJudge(Rules.ERRORS, BAR, 5, RateJudge.FAILS);

    @RepeatedTest(40)
    void whateverIsCountedTheNumbersStayNumbersAndTheStateStaysSmall(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        RateRatioState state = RateRatioState.START;
        for (int look = 0; look < 300; look++) {
            if (random.nextInt(40) == 0) {
                state = JUDGE.forTheNextWatch(state);
            }
            Percent percent = random.nextInt(4) == 0 ? Percent.FULL : Percent.of(1 + random.nextInt(99));
            RecordedBaseline recorded = new RecordedBaseline(size(random), 2_000_000_000L);
            Judgement judgement = JUDGE.judge(
                    state,
                    new RateJudge.Window(
                            percent, counts(random), recorded, 1 + random.nextDouble() * 2, random.nextBoolean()));
            state = (RateRatioState) judgement.state();

            assertThat(state.logs()).hasSize(RatioGrid.SIZE).noneMatch(log -> log.isNaN());
            assertThat(RateRatioTest.logE(state)).isNotNaN().isLessThan(Double.POSITIVE_INFINITY);
            assertThat(judgement.value().orElse(0)).isFinite().isNotNegative();
            assertThat(state.total().possible()).isTrue();
            assertThat(judgement.sentence()).doesNotContain("NaN", "Infinity");
        }
    }

    /** Most are possible; some counters go backwards, or more calls fail than end. */
    private static Counts counts(SplittableRandom random) {
        long candidate = size(random);
        long baseline = size(random);
        Counts possible = new Counts(part(random, candidate), part(random, baseline), candidate, baseline);
        return switch (random.nextInt(12)) {
            case 0 -> new Counts(candidate + 1, 0, candidate, baseline);
            case 1 -> new Counts(0, 0, -candidate, baseline);
            case 2 -> Counts.NONE;
            default -> possible;
        };
    }

    private static long size(SplittableRandom random) {
        return (long) Math.pow(10, random.nextDouble() * 9) - 1;
    }

    private static long part(SplittableRandom random, long of) {
        return (long) (of * Math.pow(random.nextDouble(), 1 + random.nextInt(8)));
    }

    @Test
    void whatIsGivenToTheProcessesAndWhatIsKeptBackIsTheWholeCapital() {
        RateRatioState state = RateRatioState.START;
        for (int start = 0; start < 5_000; start++) {
            assertThat(RateRatioTest.logE(state)).isCloseTo(Math.log(0.9), within(1e-9));
            state = state.started();
        }
    }

    @Test
    void aWatchThatJudgedNothingLeavesItsProcessToTheNext() {
        assertThat(RateRatioState.START.forTheNextWatch()).isEqualTo(RateRatioState.START);
    }

    @Test
    void counterRestartsLeaveTheStateAsItWas() {
        RateRatioState before = new RateRatioTest(1.25).next(RateRatioState.START, new Counts(3, 9, 100, 900), 1);
        RateJudge.Window restarted =
                new RateJudge.Window(Rules.FIVE, new Counts(-3, -9, -100, -900), RecordedBaseline.NONE, 1, true);

        Judgement judgement = JUDGE.judge(before, restarted);

        assertThat(judgement.verdict()).isEqualTo(Verdict.NO_DATA);
        assertThat(judgement.state()).isEqualTo(before);
    }
}
