// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.Percent;
import java.sql.SQLException;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

final class KillProofTest {

    @Test
    void itIsProvenWhenEveryRecentEvaluatorHasAnsweredWithNothingInFlight() throws SQLException {
        try (WatchBench bench = WatchBench.at(WatchPlans.FIVE)) {
            bench.evaluator.hangingOnTheNewPath(1).reports();
            WatchedDatabase.zero(bench.key);
            bench.between(number -> {
                if (number == 3) {
                    bench.evaluator.reports();
                }
                if (number == 5) {
                    bench.evaluator.hangingOnTheNewPath(0).reports();
                }
            });

            Outcome outcome = bench.activities.proveKill(bench.call);

            assertThat(outcome)
                    .asInstanceOf(InstanceOfAssertFactories.type(Outcome.KillProven.class))
                    .returns(List.of(), Outcome.KillProven::waitingFor);
            assertThat(bench.waits()).isEqualTo(5);
            assertThat(evidence(bench)).singleElement().asString().contains("evaluator shop-1", "after the flag write");
        }
    }

    @Test
    void thoseThatDoNotAnswerWithinAMinuteAreNamed() throws SQLException {
        try (WatchBench bench = WatchBench.at(WatchPlans.FIVE)) {
            bench.evaluator.reports();
            new FakeEvaluator(bench.key, "shop-2").reports();
            WatchedDatabase.zero(bench.key);
            new FakeEvaluator(bench.key, "shop-3").reports();
            bench.evaluator.reports();
            bench.between(number -> aMinuteEarlier(bench));

            Outcome outcome = bench.activities.proveKill(bench.call);

            assertThat(outcome)
                    .asInstanceOf(InstanceOfAssertFactories.type(Outcome.KillProven.class))
                    .returns(List.of("shop-2"), Outcome.KillProven::waitingFor)
                    .extracting(Outcome.KillProven::elapsedMillis)
                    .asInstanceOf(InstanceOfAssertFactories.LONG)
                    .isGreaterThanOrEqualTo(60_000);
        }
    }

    @Test
    void thoseThatWereSilentOrHadSaidGoodbyeBeforeAreNotAsked() throws SQLException {
        try (WatchBench bench = WatchBench.at(WatchPlans.FIVE)) {
            bench.evaluator.reports();
            bench.evaluator.fallsSilentFor(31);
            new FakeEvaluator(bench.key, "shop-2").saysGoodbye();
            WatchedDatabase.zero(bench.key);

            assertThat(bench.activities.proveKill(bench.call))
                    .asInstanceOf(InstanceOfAssertFactories.type(Outcome.KillProven.class))
                    .returns(List.of(), Outcome.KillProven::waitingFor);
        }
    }

    @Test
    void aFlagThatWasNeverAboveZeroInThisRoundIsProvenByTheLedger() throws SQLException {
        try (WatchBench bench = WatchBench.at(Percent.ZERO)) {
            bench.evaluator.reports();
            WatchedDatabase.zero(bench.key);

            assertThat(bench.activities.proveKill(bench.call)).isEqualTo(new Outcome.KillProven(List.of(), 0));
            assertThat(bench.waits()).isZero();
        }
    }

    @Test
    void aFlagThatStandsAboveZeroIsNotProven() throws SQLException {
        try (WatchBench bench = WatchBench.at(WatchPlans.FIVE)) {
            assertThat(bench.activities.proveKill(bench.call)).isInstanceOf(Outcome.FlagMoved.class);
        }
    }

    @Test
    void lateAnswersAreAskedForAgainAndAgain() throws SQLException {
        try (WatchBench bench = WatchBench.at(WatchPlans.FIVE)) {
            bench.evaluator.reports();
            WatchedDatabase.zero(bench.key);
            assertThatThrownBy(() -> bench.activities.awaitAnswers(bench.call))
                    .hasStackTraceContaining("still-waiting");
            bench.evaluator.reports();

            assertThat(bench.activities.awaitAnswers(bench.call)).isInstanceOf(Outcome.Done.class);
        }
    }

    @Test
    void anEvaluatorThatHasBeenAbsentForADayIsExpired() throws SQLException {
        try (WatchBench bench = WatchBench.at(WatchPlans.FIVE)) {
            bench.evaluator.reports();
            WatchedDatabase.zero(bench.key);
            bench.evaluator.fallsSilentFor(24 * 3600 + 1);
            WatchedDatabase.backdate(bench.key, 24 * 3600 + 1);

            assertThat(bench.activities.awaitAnswers(bench.call)).isInstanceOf(Outcome.Done.class);
        }
    }

    private static void aMinuteEarlier(WatchBench bench) throws SQLException {
        WatchedDatabase.backdate(bench.key, 60);
        WatchedDatabase.run(
                "UPDATE interlock.evaluator SET reported_at = reported_at - interval '1 minute' WHERE flag_key = ?",
                bench.key);
    }

    private static List<String> evidence(WatchBench bench) throws SQLException {
        return WatchedDatabase.rows(
                "SELECT facts::text FROM interlock.evidence WHERE migration = ? AND gate = 'prove-kill'",
                row -> row.getString(1),
                bench.call.number());
    }
}
