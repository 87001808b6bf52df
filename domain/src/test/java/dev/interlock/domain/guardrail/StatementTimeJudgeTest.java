// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.plan.GuardrailRule;
import dev.interlock.domain.plan.Percent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class StatementTimeJudgeTest {

    private static final GuardrailRule RULE =
            new GuardrailRule("statements", GuardrailRule.Kind.STATEMENT_TIME, 1.5, GuardrailRule.OnFail.ROLLBACK);
    private static final FailBar BAR = FailBar.of(List.of(RULE), 0.05);
    private static final StatementTimeJudge JUDGE = new StatementTimeJudge(RULE, BAR);
    private static final Percent ONE = Percent.of(1);
    private static final long WINDOW = 10_000;

    /** 100 requests a second, each of one statement: steady ones of the old path, and some of the new one. */
    private static StatementSums window(Percent percent, double baseline, double candidate) {
        long all = 1_000;
        long fresh = all * percent.thousandths() / 100_000;
        return new StatementSums(arm(fresh, candidate), arm(all - fresh, baseline), WINDOW);
    }

    private static StatementSums.Arm arm(long requests, double millis) {
        return new StatementSums.Arm(
                new StatementCost(requests, requests * millis, requests * millis * millis * 2, requests * 4.0),
                requests);
    }

    private static Judgement judge(StatementState before, Percent percent, StatementSums sums) {
        return JUDGE.judge(
                before,
                new StatementTimeJudge.Window(
                        percent,
                        Optional.of(Percent.of(5)).filter(step -> !percent.isFull()),
                        sums,
                        Duration.ofSeconds(1)),
                true);
    }

    private static Judgement looks(int number, Percent percent, double baseline, double candidate) {
        Judgement judged = judge(StatementState.START, percent, window(percent, baseline, candidate));
        for (int look = 1; look < number; look++) {
            judged = judge((StatementState) judged.state(), percent, window(percent, baseline, candidate));
        }
        return judged;
    }

    @Test
    void aScanThatIsHarmlessAtOnePercentFailsThere() {
        Judgement judged = looks(12, ONE, 0.2, 12);

        assertThat(judged.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judged.sentence())
                .isEqualTo("candidate takes PostgreSQL 12 ms a request, baseline 0.20 ms: 60× > 1.5×; it keeps 0.012"
                        + " sessions busy at 1 %, 0.060 at 5 %, 1.2 at 100 %; it touches 4 blocks a request, the"
                        + " baseline 4");
    }

    @Test
    void aPathThatTakesNoLongerIsFine() {
        assertThat(looks(12, ONE, 0.2, 0.2).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void twiceOfNextToNothingDoesNotMatter() {
        Judgement judged = looks(100, Percent.of(50), 0.02, 0.05);

        assertThat(judged.verdict()).isEqualTo(Verdict.PASS);
        assertThat(judged.sentence()).contains("2.5× > 1.5×, too little to matter");
    }

    @Test
    void twiceOfLittleMattersWhereThereIsMuchOfIt() {
        StatementSums busy = new StatementSums(arm(50_000, 0.05), arm(50_000, 0.02), WINDOW);

        assertThat(judge(StatementState.START, Percent.of(50), busy).verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void oneStatementThatHangsIsChance() {
        StatementSums sums = new StatementSums(
                new StatementSums.Arm(new StatementCost(300, 60 + 30_000, 12 + 9e8, 1_200), 300),
                arm(29_700, 0.2),
                WINDOW);

        Judgement judged = judge(StatementState.START, ONE, sums);

        assertThat(judged.verdict()).isEqualTo(Verdict.PASS);
        assertThat(judged.sentence()).contains("which may be chance");
    }

    @Test
    void aPlanThatTurnsAfterHalfADayIsSeenInItsOwnBlock() {
        StatementState state = StatementState.START;
        for (int look = 0; look < 4_320; look++) {
            state = (StatementState)
                    judge(state, Percent.of(50), window(Percent.of(50), 5, 5)).state();
        }
        Judgement judged = judge(state, Percent.of(50), window(Percent.of(50), 5, 10));
        int looks = 1;
        while (judged.verdict() != Verdict.FAIL && looks < 100) {
            judged = judge((StatementState) judged.state(), Percent.of(50), window(Percent.of(50), 5, 10));
            looks++;
        }

        assertThat(looks).isLessThanOrEqualTo(31);
    }

    @Test
    void tooFewStatementsAreSaidAndNotJudged() {
        Judgement judged = looks(2, ONE, 0.2, 500);

        assertThat(judged.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judged.sentence())
                .isEqualTo("too little to compare: 20 statements in 20 requests of the candidate, 1,980 statements in"
                        + " 1,980 requests of the baseline");
    }

    @Test
    void reportsThatComeLateAreWaitedFor() {
        StatementSums sums = window(Percent.of(20), 0.2, 12);

        Judgement judged = JUDGE.judge(
                StatementState.START,
                new StatementTimeJudge.Window(Percent.of(20), Optional.empty(), sums, Duration.ofSeconds(4)),
                true);

        assertThat(judged.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void aNewPathWithoutStatementsOfItsOwnIsSaid() {
        StatementSums sums = new StatementSums(new StatementSums.Arm(StatementCost.NONE, 500), arm(500, 0.2), WINDOW);

        assertThat(judge(StatementState.START, Percent.of(50), sums).sentence())
                .isEqualTo("no statement is known to be the new path's");
    }

    @Test
    void atAHundredPercentTheOldPathOfTheRampIsToldAndNothingFails() {
        StatementState ramped =
                ((StatementState) looks(12, Percent.of(50), 0.2, 0.2).state()).forTheNextWatch();
        StatementSums same = new StatementSums(arm(1_000, 0.2), StatementSums.Arm.NONE, WINDOW);
        StatementSums slow = new StatementSums(arm(1_000, 12), StatementSums.Arm.NONE, WINDOW);

        assertThat(judge(ramped, Percent.FULL, same).verdict()).isEqualTo(Verdict.PASS);
        Judgement slower = judge(ramped, Percent.FULL, slow);
        assertThat(slower.verdict()).isEqualTo(Verdict.PASS);
        assertThat(slower.sentence())
                .contains("60× > 1.5×")
                .contains("it keeps 1.2 sessions busy at 100 %; it touches");
    }

    @Test
    void atZeroTheOldPathIsMeasured() {
        Judgement judged = looks(3, Percent.ZERO, 0.2, 0);

        assertThat(judged.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(((StatementState) judged.state()).recorded().requests()).isEqualTo(3_000);
    }

    /** What sends statements that name the new columns, beside the flag, at 0 % and at 20 %. */
    private static Judgement beside(StatementCost atZero, StatementCost now, long requests, double candidate) {
        StatementSums zero = new StatementSums(new StatementSums.Arm(atZero, 0), arm(1_000, 0.2), WINDOW);
        StatementState state = StatementState.START;
        for (int look = 0; look < 60; look++) {
            state = (StatementState) judge(state, Percent.ZERO, zero).state();
        }
        StatementSums.Arm fresh = arm(requests / 5, candidate);
        StatementSums sums = new StatementSums(
                new StatementSums.Arm(fresh.cost().plus(now), fresh.requests()), arm(requests * 4 / 5, 0.2), WINDOW);
        Judgement judged = judge(state.forTheNextWatch(), Percent.of(20), sums);
        for (int look = 1; look < 60; look++) {
            judged = judge((StatementState) judged.state(), Percent.of(20), sums);
        }
        return judged;
    }

    @Test
    void aJobThatReadTheNewColumnsAtZeroAlreadyIsTakenOff() {
        StatementCost job = new StatementCost(50, 20, 10, 0);

        Judgement judged = beside(job, job, 1_000, 0.2);

        assertThat(judged.verdict()).isEqualTo(Verdict.PASS);
        assertThat(judged.sentence()).startsWith("candidate takes PostgreSQL 0.20 ms a request");
    }

    @Test
    void pathsThatBothNameEveryColumnAreNotToldApart() {
        StatementCost mapper = new StatementCost(1_000, 500, 300, 0);

        Judgement judged = beside(mapper, mapper.scaled(1.2), 1_200, 0.2);

        assertThat(judged.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judged.sentence())
                .isEqualTo(
                        "most of what names the new columns is sent at 0 % as well, so the paths cannot be told apart");
    }

    @Test
    void moreTrafficThanAtZeroIsNotTheFlagsDoing() {
        StatementCost mapper = new StatementCost(1_000, 30, 3, 0);

        assertThat(beside(mapper, mapper.scaled(3), 3_000, 0.25).verdict()).isEqualTo(Verdict.PASS);
    }

    /** Execution times as they are: log-normal, with a long tail. The true ratio is the tolerance itself. */
    @Test
    void fewRampsFailByChance() {
        Random random = new Random(7);
        int failed = 0;
        for (int ramp = 0; ramp < 400; ramp++) {
            StatementState state = StatementState.START;
            for (int look = 0; look < 90; look++) {
                Judgement judged = judge(state, Percent.of(20), drawn(random, 20, 80));
                state = (StatementState) judged.state();
                if (judged.verdict() == Verdict.FAIL) {
                    failed++;
                    break;
                }
            }
        }

        assertThat(failed).isLessThanOrEqualTo(20);
    }

    private static StatementSums drawn(Random random, int candidate, int baseline) {
        return new StatementSums(armOf(random, candidate, 1.5), armOf(random, baseline, 1), WINDOW);
    }

    private static StatementSums.Arm armOf(Random random, int requests, double factor) {
        double millis = 0;
        double squares = 0;
        for (int request = 0; request < requests; request++) {
            double one = factor * 3 * Math.exp(random.nextGaussian());
            millis += one;
            squares += one * one;
        }
        return new StatementSums.Arm(new StatementCost(requests, millis, squares, 0), requests);
    }
}
