// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.plan.Percent;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TableScanJudgeTest {

    private static final TableScanJudge JUDGE = new TableScanJudge(Rules.SCANS);
    private static final Duration WINDOW = Duration.ofSeconds(10);
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

        Judgement judgement = JUDGE.judge(Rules.FIVE, ScanState.from(none), none, WINDOW, 0, true);

        assertThat(judgement.sentence()).isEqualTo("no claimed table has more than 1,000 pages");
    }

    private static Judgement judge(Percent percent, ScanState before, long scans, double highest) {
        return JUDGE.judge(percent, before, users(scans), WINDOW, highest, true);
    }

    private static ScanReading users(long scans) {
        return new ScanReading(Map.of("public.users", scans));
    }
}
