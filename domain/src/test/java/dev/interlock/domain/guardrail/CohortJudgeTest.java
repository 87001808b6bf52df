// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.flag.Cohorts;
import dev.interlock.domain.plan.GuardrailRule;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CohortJudgeTest {

    @Test
    void aCohortThatFailsMoreOftenBeforeTheChangeIsSaidWithItsNumbers() {
        CohortReading reading = new Calibrations()
                .add(0, 20, 406, 8, 0)
                .add(1, 80, 1_625, 33, 0)
                .add(2, 300, 6_000, 1, 0)
                .add(3, 600, 12_000, 1, 0)
                .add(4, 1_000, 21_870, 1, 0)
                .reading();

        CohortLook look = Calibrations.JUDGE.judge(Calibrations.BEGUN, reading, false);

        assertThat(look.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(look.sentence())
                .startsWith("users of the 5 % cohort fail 41 of 2,031 requests, the others 3 of 39,870,"
                        + " all on the old path: E = ")
                .endsWith(" ≥ 160; the groups differ before the change, held");
        assertThat(look.counts()).contains(new Counts(41, 3, 2_031, 39_870));
        assertThat(look.threshold()).hasValue(160);
    }

    @Test
    void aCohortThatIsSlowMoreOftenIsFoundToo() {
        CohortReading reading = new Calibrations()
                .even(2_000, 40_000, 40, 40)
                .add(0, 0, 0, 0, 60)
                .reading();

        assertThat(Calibrations.JUDGE.judge(Calibrations.BEGUN, reading, false).sentence())
                .startsWith("users of the 1 % cohort are slow in 60 of 400 requests, the others 40 of 39,600");
    }

    @Test
    void cohortsThatAreAlikePassWhenEnoughWasSeen() {
        CohortReading reading =
                new Calibrations().even(20_000, 4_000_000, 8_000, 8_000).reading();

        CohortLook early = Calibrations.JUDGE.judge(Calibrations.BEGUN, reading, false);
        CohortLook over = Calibrations.JUDGE.judge(Calibrations.BEGUN, reading, true);

        assertThat(early.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(over.verdict()).isEqualTo(Verdict.PASS);
        assertThat(over.sentence())
                .matches("cohorts of 4 steps alike in 4,000,000 requests on the old path \\(20,000 users\\), highest"
                        + " E = .* < 160 \\(.*\\); could have seen ≥ .*× at 1 %, ≥ .*× at 50 %");
    }

    @Test
    void fewUsersAreInconclusiveAndItIsSaidWhatCouldHaveBeenSeen() {
        CohortLook look = Calibrations.JUDGE.judge(
                Calibrations.BEGUN, new Calibrations().even(100, 1_000, 10, 10).reading(), true);

        assertThat(look.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(look.sentence()).contains("; could have seen ≥ ");
    }

    @Test
    void withoutACallOfAUserThereIsNoData() {
        CohortLook look = Calibrations.JUDGE.judge(Calibrations.BEGUN, new Calibrations().reading(), true);

        assertThat(look.verdict()).isEqualTo(Verdict.NO_DATA);
        assertThat(look.sentence())
                .isEqualTo("no call of a user has ended since this began: nothing to compare cohorts by");
    }

    @Test
    void whatWasCountedBeforeIsCountedOnce() {
        Calibrations users = new Calibrations().even(2_000, 40_000, 40, 0).add(0, 0, 0, 5, 0);
        CohortLook first = Calibrations.JUDGE.judge(Calibrations.BEGUN, users.reading(), false);
        CohortLook same = Calibrations.JUDGE.judge(first.state(), users.reading(), false);

        assertThat(same.value()).isEqualTo(first.value());
        assertThat(same.counts()).contains(Counts.NONE);
    }

    @Test
    void whatWasCountedBeforeTheFirstLookIsNotLookedAt() {
        CohortReading reading = new Calibrations()
                .even(2_000, 40_000, 40, 0)
                .add(0, 0, 0, 50, 0)
                .reading();

        assertThat(Calibrations.JUDGE.judge(CohortState.START, reading, true).verdict())
                .isEqualTo(Verdict.NO_DATA);
    }

    @Test
    void countersThatFallChangeNothing() {
        Calibrations users = new Calibrations().even(2_000, 40_000, 40, 0);
        CohortLook first = Calibrations.JUDGE.judge(Calibrations.BEGUN, users.reading(), false);
        CohortLook fallen = Calibrations.JUDGE.judge(first.state(), new Calibrations().reading(), false);

        assertThat(fallen.value()).isEqualTo(first.value());
        assertThat(fallen.counts()).isEmpty();
    }

    @Test
    void errorsOfFewUsersWeighLess() {
        CohortReading alone = new CohortReading(
                new Calibrations()
                        .even(2_000, 40_000, 0, 0)
                        .add(0, 0, 0, 12, 0)
                        .reading()
                        .bands(),
                1,
                List.of());
        List<BandReading> clustered = alone.bands().stream()
                .map(band ->
                        new BandReading(band.users(), band.ended(), band.errors(), 12 * band.errors(), band.slow()))
                .toList();

        assertThat(Calibrations.JUDGE.judge(Calibrations.BEGUN, alone, false).verdict())
                .isEqualTo(Verdict.FAIL);
        assertThat(Calibrations.JUDGE
                        .judge(Calibrations.BEGUN, new CohortReading(clustered, 1, List.of()), false)
                        .verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void aPlanWhoseRatesComeFromOutsideHasNothingToCompare() {
        CohortJudge none = new CohortJudge(List.of(), Calibrations.COHORTS, FailBar.among(0, 0.05), 5);

        CohortLook look = none.judge(
                Calibrations.BEGUN, new Calibrations().even(100, 1_000, 10, 10).reading(), true);

        assertThat(look.verdict()).isEqualTo(Verdict.PASS);
        assertThat(look.value()).isEmpty();
        assertThat(look.sentence()).isEqualTo("no rate is judged by the evaluators' counts: cohorts are not compared");
    }

    @Test
    void aRampWithoutAStepBelowFullHasNoCohorts() {
        CohortJudge none = new CohortJudge(Calibrations.RATES, Cohorts.NONE, FailBar.among(0, 0.05), 5);

        CohortLook look =
                none.judge(CohortState.START, new CohortReading(List.of(BandReading.NONE), 0, List.of()), true);

        assertThat(look.verdict()).isEqualTo(Verdict.PASS);
        assertThat(look.sentence()).isEqualTo("the ramp has no step below 100 %: there are no cohorts to compare");
    }

    @Test
    void usersThatAreNotSpreadAsTheFlagSplitsThemAreFound() {
        CohortReading wrong =
                new Calibrations().even(1_000, 0, 0, 0).add(1, 60, 0, 0, 0).reading();

        assertThat(Calibrations.JUDGE.judge(Calibrations.BEGUN, wrong, false).mismatch())
                .hasValueSatisfying(words -> assertThat(words)
                        .isEqualTo("100 of 1,060 users at 0 % have their place between 1 % and 5 %,"
                                + " 9.43 % instead of 4 %: χ² = 81.5 > 18.5"));
        assertThat(Calibrations.JUDGE
                        .judge(
                                Calibrations.BEGUN,
                                new Calibrations().even(1_000, 0, 0, 0).reading(),
                                false)
                        .mismatch())
                .isEmpty();
    }

    @Test
    void smallBandsAreCountedWithTheNextOne() {
        CohortReading few = new Calibrations()
                .add(0, 60, 0, 0, 0)
                .add(3, 15, 0, 0, 0)
                .add(4, 25, 0, 0, 0)
                .reading();

        assertThat(Calibrations.JUDGE.judge(Calibrations.BEGUN, few, false).mismatch())
                .hasValueSatisfying(
                        words -> assertThat(words).contains("between 0 % and 20 %, 60.00 % instead of 20 %"));
    }

    @Test
    void tooFewUsersCannotTell() {
        CohortReading few = new Calibrations().add(0, 9, 0, 0, 0).reading();

        assertThat(Calibrations.JUDGE.judge(Calibrations.BEGUN, few, false).mismatch())
                .isEmpty();
    }

    @Test
    void eachRateThatEvaluatorsCountIsComparedForEachStep() {
        assertThat(Calibrations.RATES).extracting(GuardrailRule::name).containsExactly("errors", "slow");
        assertThat(Calibrations.JUDGE
                        .judge(Calibrations.BEGUN, new Calibrations().reading(), false)
                        .state()
                        .rates())
                .hasSize(8);
    }
}
