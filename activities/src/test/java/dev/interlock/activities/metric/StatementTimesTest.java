// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.GuardrailRule;
import dev.interlock.domain.plan.Percent;
import dev.interlock.domain.plan.SyncRule;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The application of these tests reports, and sends its statements, as the role of the tests. */
final class StatementTimesTest {

    private static final GuardrailRule STATEMENTS =
            new GuardrailRule("statements", GuardrailRule.Kind.STATEMENT_TIME, 1.5, GuardrailRule.OnFail.ROLLBACK);
    private static final SyncRule SYNC =
            SyncRule.of("stated", Map.of("first_name", "full_name"), Map.of("full_name", "first_name"));
    private static final String OLD = "SELECT full_name FROM stated WHERE id = 1";
    private static final String NEW = "SELECT first_name FROM stated WHERE id = 1";
    private static final String SLOW = "SELECT first_name, pg_sleep(0.004) FROM stated WHERE id = 1";

    @BeforeAll
    static void table() throws SQLException {
        WatchedDatabase.run("CREATE EXTENSION pg_stat_statements");
        WatchedDatabase.run("CREATE TABLE stated (id int PRIMARY KEY, full_name text, first_name text)");
        WatchedDatabase.run("INSERT INTO stated VALUES (1, 'Ada', 'Ada')");
    }

    @AfterAll
    static void extension() throws SQLException {
        WatchedDatabase.run("DROP EXTENSION pg_stat_statements");
    }

    private static void send(String sql, int times) throws SQLException {
        for (int i = 0; i < times; i++) {
            WatchedDatabase.rows(sql, row -> true);
        }
    }

    private static WatchBench bench(Percent percent, String candidate) throws SQLException {
        WatchBench bench = WatchBench.synced(percent, SYNC, STATEMENTS);
        bench.evaluator.reports();
        return bench.between(number -> {
            send(OLD, 60);
            send(candidate, 60);
            bench.evaluator.served(60, 0, 60, 0).reports();
        });
    }

    private static String sentence(WatchBench bench) throws SQLException {
        return WatchedDatabase.rows(
                        "SELECT verdict || ' ' || sentence FROM interlock.look WHERE migration = ? AND guardrail ="
                                + " 'statements' ORDER BY window_end DESC LIMIT 1",
                        row -> row.getString(1),
                        bench.call.number())
                .get(0);
    }

    @Test
    void statementsOfTheNewPathThatTakeLongerPutTheRampBack() throws SQLException {
        try (WatchBench bench = bench(WatchPlans.FIVE, SLOW)) {
            assertThat(bench.activities.watch(bench.call, bench.fivePercent()))
                    .asInstanceOf(InstanceOfAssertFactories.type(Outcome.Failed.class))
                    .returns("statements", Outcome.Failed::guardrail)
                    .extracting(Outcome.Failed::sentence)
                    .asString()
                    .startsWith("candidate takes PostgreSQL 4")
                    .endsWith(", rolled back");
            assertThat(bench.waits()).isEqualTo(2);
        }
    }

    @Test
    void statementsThatTakeAsLongPass() throws SQLException {
        try (WatchBench bench = bench(WatchPlans.FIVE, NEW)) {
            assertThat(bench.activities.watch(bench.call, bench.fivePercent())).isInstanceOf(Outcome.Passed.class);
            assertThat(sentence(bench)).startsWith("PASS candidate takes PostgreSQL ");
        }
    }

    @Test
    void aResetInBetweenCountsNothingTwice() throws SQLException {
        try (WatchBench bench = bench(WatchPlans.FIVE, NEW)) {
            bench.between(number -> {
                send(OLD, 60);
                send(NEW, 60);
                if (number == 1) {
                    WatchedDatabase.rows("SELECT pg_stat_statements_reset() IS NULL", row -> true);
                    send(NEW, 7);
                }
                bench.evaluator.served(60, 0, 60, 0).reports();
            });
            bench.activities.watch(bench.call, bench.fivePercent());

            assertThat(candidateCalls(bench)).isEqualTo(7 + 60 * (bench.waits() - 1));
        }
    }

    private static long candidateCalls(WatchBench bench) throws SQLException {
        return WatchedDatabase.number(
                "SELECT (state -> 'statements' -> 'watch' -> 'candidate' -> 'cost' ->> 'calls')::double precision::bigint"
                        + " FROM interlock.look WHERE migration = ? AND guardrail = 'statements'"
                        + " ORDER BY window_end DESC LIMIT 1",
                bench.call.number());
    }

    @Test
    void withoutNamesOfItsOwnWhatIsFirstSeenAboveZeroIsTheNewPaths() throws SQLException {
        try (WatchBench bench = WatchBench.at(Percent.ZERO, List.of("public.stated"), STATEMENTS)) {
            bench.evaluator.reports();
            bench.between(number -> {
                send(OLD, 60);
                bench.evaluator.served(60, 0, 0, 0).reports();
            });
            bench.activities.awaitEvaluators(bench.call, null);
            WatchedDatabase.move(bench.key, WatchPlans.FIVE);
            bench.between(number -> {
                send(OLD, 60);
                send("SELECT full_name, pg_sleep(0.004), 'later' FROM stated WHERE id = 1", 60);
                bench.evaluator.served(60, 0, 60, 0).reports();
            });

            assertThat(bench.activities.watch(bench.call, bench.fivePercent())).isInstanceOf(Outcome.Failed.class);
        }
    }

    @Test
    void aServerWithoutTheExtensionIsSaidAndStopsNothing() throws SQLException {
        extension();
        try (WatchBench bench = bench(WatchPlans.FIVE, NEW)) {
            assertThat(bench.activities.watch(bench.call, bench.fivePercent())).isInstanceOf(Outcome.Passed.class);
            assertThat(sentence(bench))
                    .isEqualTo("NO_DATA the extension pg_stat_statements is not in this database (CREATE EXTENSION"
                            + " pg_stat_statements, then soak)");
        } finally {
            WatchedDatabase.run("CREATE EXTENSION pg_stat_statements");
        }
    }
}
