// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.lifecycle.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** Many evaluators write more seldom, and nobody takes them for silent because of it. */
final class FleetTest {

    private static final Duration AGE = Duration.ofSeconds(15);

    @Test
    void eachIsToldToWriteTheMoreSeldomTheMoreTheyAre() throws SQLException {
        try (WatchBench bench = WatchBench.at(WatchPlans.FIVE)) {
            bench.evaluator.reports();
            for (int instance = 2; instance <= 5; instance++) {
                new FakeEvaluator(bench.key, "shop-" + instance).reports();
            }
            long before = every(bench.key);
            WatchedDatabase.run("UPDATE interlock.fleet SET counted_at = counted_at - interval '3 seconds'");
            bench.evaluator.reports();

            assertThat(before).isEqualTo(60);
            assertThat(every(bench.key)).isEqualTo(300);
        }
    }

    @Test
    void whoeverHasGoneOrFallenSilentIsNotCounted() throws SQLException {
        try (WatchBench bench = WatchBench.at(WatchPlans.FIVE)) {
            new FakeEvaluator(bench.key, "gone").saysGoodbye();
            FakeEvaluator silent = new FakeEvaluator(bench.key, "silent");
            silent.reports();
            silent.fallsSilentFor(31);
            WatchedDatabase.run("UPDATE interlock.fleet SET counted_at = counted_at - interval '3 seconds'");
            bench.evaluator.reports();

            assertThat(every(bench.key)).isEqualTo(60);
        }
    }

    @Test
    void whoOnlyAsksWritesNothing() throws SQLException {
        try (WatchBench bench = WatchBench.at(WatchPlans.FIVE)) {
            every(bench.key);

            assertThat(WatchedDatabase.number("SELECT count(*) FROM interlock.evaluator WHERE flag_key = ?", bench.key))
                    .isZero();
        }
    }

    @Test
    void oneOfAThousandIsLiveForTwiceTheTimeThatItMayTake() throws SQLException {
        try (WatchBench bench = WatchBench.at(WatchPlans.FIVE)) {
            bench.evaluator.reports();
            isOneOfAThousand(bench);
            bench.evaluator.fallsSilentFor(110);
            int within = live(bench);
            bench.evaluator.fallsSilentFor(20);

            assertThat(within).isEqualTo(1);
            assertThat(live(bench)).isZero();
        }
    }

    @Test
    void oneOfAThousandIsWaitedForAlthoughItsLastReportWasAMinuteBeforeTheFlagWentBack() throws SQLException {
        try (WatchBench bench = WatchBench.at(WatchPlans.FIVE)) {
            bench.evaluator.reports();
            isOneOfAThousand(bench);
            bench.evaluator.fallsSilentFor(70);
            WatchedDatabase.zero(bench.key);
            bench.between(number -> {
                if (number == 3) {
                    bench.evaluator.reports();
                }
            });

            Outcome outcome = bench.activities.proveKill(ZeroToleranceWatchTest.nextEpoch(bench.call));

            assertThat(outcome)
                    .asInstanceOf(InstanceOfAssertFactories.type(Outcome.KillProven.class))
                    .returns(List.of(), Outcome.KillProven::waitingFor);
            assertThat(bench.waits()).isEqualTo(3);
        }
    }

    private static void isOneOfAThousand(WatchBench bench) throws SQLException {
        WatchedDatabase.run(
                "UPDATE interlock.fleet SET evaluators = 1000, counted_at = clock_timestamp() + interval '1 hour'"
                        + " WHERE flag_key = ?",
                bench.key);
    }

    private static int live(WatchBench bench) throws SQLException {
        try (Connection connection = WatchedDatabase.connect()) {
            return EvaluatorReading.read(connection, bench.key, 2, AGE).live();
        }
    }

    /** In milliseconds, as one is told who only asks. */
    private static long every(String key) throws SQLException {
        return WatchedDatabase.number(
                "SELECT every_ms FROM interlock.report(?, 'asks', ?, 0, NULL, NULL, false)", key, UUID.randomUUID());
    }
}
