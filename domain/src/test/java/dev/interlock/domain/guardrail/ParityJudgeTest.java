// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.plan.GuardrailRule;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ParityJudgeTest {

    private static final ParityJudge JUDGE = new ParityJudge(Rules.PARITY);
    private static final SweepCursor NEXT = new SweepCursor(16_400, 32, 900);

    @Test
    void nothingFoundIsAPassOnceTheStepIsReady() {
        assertThat(JUDGE.judge(ParityState.START, reading(OutOfParityRows.NONE, 0, 0), false)
                        .verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
        Judgement ready = JUDGE.judge(ParityState.START, reading(OutOfParityRows.NONE, 0, 0), true);

        assertThat(ready.verdict()).isEqualTo(Verdict.PASS);
        assertThat(ready.sentence())
                .isEqualTo("none of 1,200 rows looked at, 7 of them written since the last look, out of parity");
        assertThat(ready.state()).isEqualTo(new ParityState(NEXT, KeptRows.NONE, KeptRows.NONE));
    }

    @Test
    void oneRowIsAFailThatSaysWhichSideCanBeRepaired() {
        OutOfParityRows found = new OutOfParityRows(3, 1, 1, "public.users: id=5", "value too long");

        Judgement judgement = JUDGE.judge(ParityState.START, reading(found, 0, 0), true);

        assertThat(judgement.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judgement.value()).hasValue(3);
        assertThat(judgement.sentence())
                .isEqualTo("3 of 1,200 rows looked at, 7 of them written since the last look, out of parity, such as"
                        + " public.users: id=5; 1 hold nothing in the new side: repair fills them; 2 hold values in both sides: a person"
                        + " decides; rollback forecast: the old side cannot hold 1 of them: value too long");
    }

    @Test
    void theFirstConflictAndTheFirstUnsyncedWriteFail() {
        assertThat(JUDGE.judge(ParityState.START, reading(OutOfParityRows.NONE, 1, 0), true)
                        .sentence())
                .isEqualTo("1 writes of the old path could not be carried over: see interlock.unsynced");
        assertThat(JUDGE.judge(ParityState.START, reading(OutOfParityRows.NONE, 0, 1), true)
                        .verdict())
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void theFirstValueThatTheOldSideCannotHoldFails() {
        ParityReading reading = new ParityReading(
                9, 0, OutOfParityRows.NONE, new KeptRows(0, 0, 2), KeptRows.NONE, Optional.empty(), NEXT);

        assertThat(JUDGE.judge(ParityState.START, reading, true))
                .returns(Verdict.FAIL, Judgement::verdict)
                .returns(
                        "rollback forecast: 2 writes of the new path were refused, because the old side cannot hold them",
                        Judgement::sentence);
    }

    @Test
    void whatAnExactParityHasSeenIsNotJudgedAgain() {
        KeptRows kept = new KeptRows(2, 1, 0);
        ParityReading reading = new ParityReading(9, 0, OutOfParityRows.NONE, kept, kept, Optional.empty(), NEXT);

        assertThat(JUDGE.judge(ParityState.START, reading, true).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void aWatchGoesOnFailingAndTheNextOneDoesNotFailForTheSame() {
        ParityReading reading = reading(OutOfParityRows.NONE, 0, 1);
        ParityState after =
                (ParityState) JUDGE.judge(ParityState.START, reading, true).state();

        assertThat(JUDGE.judge(after, reading, true).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(JUDGE.judge(after.forTheNextWatch(), reading, true).verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void rowsThatCouldNotBeReadAreNoDataButHideNoBreach() {
        ParityReading unread = new ParityReading(
                0, 0, OutOfParityRows.NONE, KeptRows.NONE, KeptRows.NONE, Optional.of("locked"), NEXT);
        ParityReading conflict = new ParityReading(
                0, 0, OutOfParityRows.NONE, new KeptRows(0, 1, 0), KeptRows.NONE, Optional.of("locked"), NEXT);

        assertThat(JUDGE.judge(ParityState.START, unread, true).verdict()).isEqualTo(Verdict.NO_DATA);
        assertThat(JUDGE.judge(ParityState.START, conflict, true).verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void parityTakesNoneOfTheChanceOfAFalseFail() {
        assertThat(FailBar.of(List.of(Rules.ERRORS, Rules.SCANS, Rules.PARITY, Rules.threshold(1)), 0.05))
                .isEqualTo(FailBar.of(List.of(Rules.ERRORS, Rules.SCANS), 0.05));
    }

    @Test
    void aRuleThatOnlyRecordsBreachesNothing() {
        GuardrailRule record =
                new GuardrailRule("parity", GuardrailRule.Kind.PARITY, 1.25, GuardrailRule.OnFail.RECORD);

        assertThat(new ParityJudge(record)
                        .judge(ParityState.START, reading(OutOfParityRows.NONE, 1, 0), true)
                        .breached())
                .isFalse();
    }

    private static ParityReading reading(OutOfParityRows found, long unsynced, long conflicts) {
        return new ParityReading(
                1_200, 7, found, new KeptRows(unsynced, conflicts, 0), KeptRows.NONE, Optional.empty(), NEXT);
    }
}
