// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.guardrail.TableScanJudge.AtZero;
import dev.interlock.domain.plan.Percent;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TableScanJudgeTest {

    private static final TableScanJudge JUDGE = new TableScanJudge(Rules.SCANS);
    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Percent ONE = Percent.of(1);
    private static final ScanState START = ScanState.from(users(100));

    @Test
    void scansAreCountedByTheMinute() {
        assertThat(judge(Rules.FIVE, START, 102, 0).value()).hasValue(12);
    }

    @Test
    void twoLooksRunningOverTheLimitFail() {
        Judgement once = judge(Rules.FIVE, START, 110, 2);
        Judgement twice = judge(Rules.FIVE, (ScanState) once.state(), 120, 2);

        assertThat(once.verdict()).isEqualTo(Verdict.PASS);
        assertThat(once.sentence()).isEqualTo("60 sequential scans of large claimed tables a minute > 12, once so far");
        assertThat(twice.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(twice.threshold()).hasValue(12);
    }

    @Test
    void aQuietLookInBetweenStartsTheCountAgain() {
        ScanState once = (ScanState) judge(Rules.FIVE, START, 110, 0).state();
        ScanState quiet = (ScanState) judge(Rules.FIVE, once, 110, 0).state();

        assertThat(judge(Rules.FIVE, quiet, 120, 0).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void theLimitItselfIsFine() {
        ScanState once = (ScanState) judge(Rules.FIVE, START, 101, 0).state();

        assertThat(once.over()).isZero();
    }

    @Test
    void atZeroScansAreTheYardstickAndNeverFail() {
        ScanState once = (ScanState) judge(Percent.ZERO, START, 500, 0).state();

        assertThat(judge(Percent.ZERO, once, 900, 0).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void statisticsThatWereResetAreNoDataAndForgetNothing() {
        ScanState once = (ScanState) judge(Rules.FIVE, START, 110, 0).state();

        Judgement reset = judge(Rules.FIVE, once, 3, 0);

        assertThat(reset.verdict()).isEqualTo(Verdict.NO_DATA);
        assertThat(judge(Rules.FIVE, (ScanState) reset.state(), 13, 0).verdict())
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void aTableThatHasJustBecomeLargeBeginsToCountNow() {
        ScanState small = ScanState.from(new ScanReading(Map.of()));

        assertThat(judge(Rules.FIVE, small, 9_000, 0).value()).hasValue(0);
    }

    @Test
    void noLargeTableIsSaidSo() {
        ScanReading none = new ScanReading(Map.of());

        Judgement judgement = JUDGE.judge(ScanState.from(none), window(Rules.FIVE, none), new AtZero(0, LONG), true);

        assertThat(judgement.sentence()).isEqualTo("no claimed table has more than 1,000 pages");
    }

    @Test
    void aScanThatIsHarmlessAtOnePercentTakesNoStepAndRollsNothingBack() {
        Judgement judged = judge(ONE, START, 101, 0);
        for (long scans = 102; scans <= 104; scans++) {
            judged = judge(ONE, (ScanState) judged.state(), scans, 0);
            assertThat(judged.verdict()).isEqualTo(Verdict.PASS);
        }

        judged = judge(ONE, (ScanState) judged.state(), 105, 0);

        assertThat(judged.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judged.sentence())
                .isEqualTo("6 sequential scans of large claimed tables a minute at 1 % against at most 0 at 0 %"
                        + " would be 120 at 20 %, 600 at 100 % > 6");
    }

    @Test
    void aStepIsTakenAgainWhenTheScansHaveStopped() {
        ScanState state = (ScanState) sixLooksOfOneScan(new AtZero(0, LONG)).state();
        Verdict verdict = Verdict.INCONCLUSIVE;
        for (int look = 0; look < 600 && verdict == Verdict.INCONCLUSIVE; look++) {
            Judgement judged = judge(ONE, state, 106, 0);
            state = (ScanState) judged.state();
            verdict = judged.verdict();
        }

        assertThat(verdict).isEqualTo(Verdict.PASS);
    }

    @Test
    void whatComesAsOftenAtZeroIsNotProjected() {
        assertThat(sixLooksOfOneScan(new AtZero(6, LONG)).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void nothingIsProjectedFromAZeroThatWasHardlyWatched() {
        assertThat(sixLooksOfOneScan(new AtZero(0, Duration.ofMinutes(1))).verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void aReportThatIsOverInAFewLooksIsNotProjected() {
        ScanState state = START;
        for (long look = 1; look <= 20; look++) {
            Judgement judged = judge(ONE, state, 100 + Math.min(look, 4), 0);
            assertThat(judged.verdict()).isEqualTo(Verdict.PASS);
            state = (ScanState) judged.state();
        }
    }

    private static Judgement sixLooksOfOneScan(AtZero zero) {
        Judgement judged = judge(ONE, START, 101, zero);
        for (long scans = 102; scans <= 106; scans++) {
            judged = judge(ONE, (ScanState) judged.state(), scans, zero);
        }
        return judged;
    }

    private static Judgement judge(Percent percent, ScanState before, long scans, double highest) {
        return judge(percent, before, scans, new AtZero(highest, LONG));
    }

    private static Judgement judge(Percent percent, ScanState before, long scans, AtZero zero) {
        return JUDGE.judge(before, window(percent, users(scans)), zero, true);
    }

    private static TableScanJudge.Window window(Percent percent, ScanReading reading) {
        return new TableScanJudge.Window(percent, Optional.of(Percent.of(20)), reading, WINDOW);
    }

    private static ScanReading users(long scans) {
        return new ScanReading(Map.of("public.users", scans));
    }
}
