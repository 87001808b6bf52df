// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.plan.GuardrailRule;
import dev.interlock.domain.plan.GuardrailSource;
import dev.interlock.domain.plan.Percent;
import org.junit.jupiter.api.Test;

final class ConsistencyJudgeTest {

    private static final ConsistencyState FRESH = ConsistencyState.beginning(ComparedReads.NONE);

    @Test
    void equalReadsAreFine() {
        Judgement judgement = judge(0).judge(Rules.FIVE, FRESH, new ComparedReads(214, 0, 0), true);

        assertThat(judgement.verdict()).isEqualTo(Verdict.PASS);
        assertThat(judgement.sentence()).isEqualTo("0 of 214 compared reads differ, 0 % ≤ 0 %");
    }

    @Test
    void oneThatDiffersFailsWhereNoneMay() {
        Judgement judgement = judge(0).judge(Rules.FIVE, FRESH, new ComparedReads(214, 1, 7), false);

        assertThat(judgement.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judgement.value()).hasValue(1.0 / 214);
        assertThat(judgement.threshold()).hasValue(0);
        assertThat(judgement.sentence())
                .isEqualTo("1 of 214 compared reads differ, 0.47 % > 0 %; 7 more were not tried");
    }

    @Test
    void asLargeAShareAsTheLimitIsFine() {
        assertThat(judge(0.01)
                        .judge(Rules.FIVE, FRESH, new ComparedReads(200, 2, 0), true)
                        .verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(judge(0.01)
                        .judge(Rules.FIVE, FRESH, new ComparedReads(200, 3, 0), true)
                        .verdict())
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void fewerThanThirtySayNothingYet() {
        Judgement judgement = judge(0).judge(Rules.FIVE, FRESH, new ComparedReads(29, 29, 0), true);

        assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judgement.sentence()).isEqualTo("29 of 29 compared reads differ, 100 % > 0 %, too few to say");
    }

    @Test
    void noneIsNoData() {
        Judgement judgement = judge(0).judge(Rules.FIVE, FRESH, new ComparedReads(0, 0, 9), true);

        assertThat(judgement.verdict()).isEqualTo(Verdict.NO_DATA);
        assertThat(judgement.value()).isEmpty();
        assertThat(judgement.sentence()).isEqualTo("no read was compared; 9 more were not tried");
    }

    @Test
    void atFullWhatWasComparedBeforeStands() {
        ConsistencyState before = state(judge(0).judge(Rules.FIVE, FRESH, new ComparedReads(50, 0, 0), false));

        assertThat(judge(0).judge(Percent.FULL, before, new ComparedReads(50, 0, 0), true)
                        .verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(judge(0).judge(Percent.FULL, FRESH, ComparedReads.NONE, true).verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void readsOfTheWholeRampCountTogether() {
        ConsistencyState before = state(judge(0).judge(Percent.ZERO, FRESH, new ComparedReads(20, 1, 0), false));

        assertThat(judge(0).judge(Rules.FIVE, before.forTheNextWatch(), new ComparedReads(40, 1, 0), false)
                        .verdict())
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void whatWasCountedBeforeTheRampIsNotJudged() {
        ComparedReads before = new ComparedReads(100, 100, 0);

        assertThat(judge(0).judge(Rules.FIVE, ConsistencyState.beginning(before), new ComparedReads(150, 100, 0), true)
                        .verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void removedCountsAddNothing() {
        ConsistencyState before = state(judge(0).judge(Rules.FIVE, FRESH, new ComparedReads(50, 0, 0), false));
        Judgement removed = judge(0).judge(Rules.FIVE, before, new ComparedReads(3, 0, 0), true);

        assertThat(removed.verdict()).isEqualTo(Verdict.PASS);
        assertThat(state(removed).seen()).isEqualTo(new ComparedReads(50, 0, 0));
    }

    @Test
    void aFailThatRollsBackStandsUntilThenAndOneThatHoldsIsToldOnce() {
        ComparedReads bad = new ComparedReads(50, 5, 0);
        ConsistencyState rolledBack = state(judge(0).judge(Rules.FIVE, FRESH, bad, false));
        ConsistencyState atZero = state(judge(0).judge(Percent.ZERO, FRESH, bad, false));
        ConsistencyJudge holds = new ConsistencyJudge(rule(0, GuardrailRule.OnFail.HOLD));
        ConsistencyState held = state(holds.judge(Rules.FIVE, FRESH, bad, false));

        assertThat(judge(0).judge(Rules.FIVE, rolledBack.forTheNextWatch(), bad, true)
                        .verdict())
                .isEqualTo(Verdict.FAIL);
        assertThat(judge(0).judge(Percent.ZERO, atZero.forTheNextWatch(), bad, false)
                        .verdict())
                .isEqualTo(Verdict.NO_DATA);
        assertThat(holds.judge(Rules.FIVE, held.forTheNextWatch(), new ComparedReads(100, 5, 0), true)
                        .verdict())
                .isEqualTo(Verdict.PASS);
    }

    private static ConsistencyState state(Judgement judgement) {
        return (ConsistencyState) judgement.state();
    }

    private static ConsistencyJudge judge(double max) {
        return new ConsistencyJudge(rule(max, GuardrailRule.OnFail.ROLLBACK));
    }

    private static GuardrailRule rule(double max, GuardrailRule.OnFail onFail) {
        return new GuardrailRule("reads", GuardrailRule.Kind.CONSISTENCY, 1.25, onFail, new GuardrailSource.Own(), max);
    }
}
