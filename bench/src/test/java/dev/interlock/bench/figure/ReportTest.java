// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportTest {

    @Test
    void aBarThatIsMissedIsReportedAsMissed() {
        assertThat(report(Rows.measured(30, 40, Optional.of(Bar.atLeast(0.8)))))
                .contains("| throughput | one UPDATE | 0.75 × | ≥ 0.80 × | **missed** |\n");
    }

    @Test
    void aBarThatIsMetIsReportedAsMet() {
        assertThat(report(Rows.measured(30, 40, Optional.of(Bar.atLeast(0.7)))))
                .contains("| 0.75 × | ≥ 0.70 × | met |\n");
    }

    @Test
    void whatWasNotMeasuredHasNoNumber() {
        assertThat(report(Rows.missing()))
                .contains("| throughput | pgroll | – | ≥ 2.50 × | not measured: there is no pgroll on the PATH |\n")
                .contains("| throughput | pgroll | – | not measured | – |\n");
    }

    @Test
    void whatHasNoBarIsComparedInItsOwnSection() {
        String report = report(Rows.measured(1, 200, Optional.empty()));
        assertThat(report.lines().filter(line -> line.contains("| one UPDATE | 0.01 × |")))
                .containsExactly("| throughput | one UPDATE | 0.01 × |");
    }

    @Test
    void machineAndSettingsAreNamed() {
        assertThat(report(Rows.missing()))
                .contains("`./bench/run backfill` on 2026-01-02: PostgreSQL 18.6, JDK 17.0.15, Linux amd64, 2 cores,"
                        + " 24,105 MiB. Server: `fsync=on`.\n");
    }

    private static String report(Row row) {
        return Report.of(List.of(Rows.result(row)));
    }
}
