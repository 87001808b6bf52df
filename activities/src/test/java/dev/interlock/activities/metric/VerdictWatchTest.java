// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.source.FakeMetricSource;
import dev.interlock.activities.source.Questions;
import dev.interlock.domain.guardrail.Verdict;
import dev.interlock.domain.lifecycle.Outcome;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

final class VerdictWatchTest {

    private final FakeMetricSource source = new FakeMetricSource();

    @Test
    void theirPassLetsTheStepPass() throws SQLException {
        try (WatchBench bench = serving()) {
            source.says(Verdict.PASS, "all bookings paid");

            assertThat(bench.activities.watch(bench.call, bench.fivePercent())).isInstanceOf(Outcome.Passed.class);
        }
    }

    @Test
    void theirFailPutsTheRampBackAtTheFirstLook() throws SQLException {
        try (WatchBench bench = serving()) {
            source.says(Verdict.FAIL, "refunds doubled");

            assertThat(bench.activities.watch(bench.call, bench.fivePercent()))
                    .isEqualTo(new Outcome.Failed("refunds", "refunds doubled, rolled back", true));
            assertThat(bench.waits()).isZero();
        }
    }

    @Test
    void theirSilenceIsCountedFromLookToLook() throws SQLException {
        try (WatchBench bench = serving()) {
            source.isInTrouble("nobody listens");

            assertThat(bench.activities.watch(bench.call, bench.fivePercent()))
                    .isEqualTo(new Outcome.NoData("refunds has no number in 6 looks running: nobody listens"));
        }
    }

    private WatchBench serving() throws SQLException {
        return WatchBench.at(WatchPlans.FIVE, Questions.verdict())
                .answering(source)
                .serving(950, 1, 50, 0);
    }
}
