// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.TestServer;
import dev.interlock.activities.ledger.Database;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.GuardrailRule;
import dev.interlock.domain.plan.Percent;
import dev.interlock.domain.plan.SyncRule;
import java.sql.Connection;
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
                    .startsWith("candidate takes PostgreSQL ")
                    .contains("× > 1.5×; it keeps ")
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
    void aPlanThatMakesNothingToNameSaysSoAndStopsNothing() throws SQLException {
        try (WatchBench bench = WatchBench.at(WatchPlans.FIVE, List.of("public.stated"), STATEMENTS)) {
            bench.evaluator.reports();
            bench.between(number -> {
                send(OLD, 60);
                send("SELECT full_name, pg_sleep(0.004), 'later' FROM stated WHERE id = 1", 60);
                bench.evaluator.served(60, 0, 60, 0).reports();
            });

            assertThat(bench.activities.watch(bench.call, bench.fivePercent())).isInstanceOf(Outcome.Passed.class);
            assertThat(sentence(bench)).isEqualTo("INCONCLUSIVE no statement is known to be the new path's");
        }
    }

    @Test
    void twoGuardrailsOfTheKindSeeTheSameStatements() throws SQLException {
        GuardrailRule second =
                new GuardrailRule("stricter", GuardrailRule.Kind.STATEMENT_TIME, 1.2, GuardrailRule.OnFail.RECORD);
        try (WatchBench bench = WatchBench.synced(WatchPlans.FIVE, SYNC, second, STATEMENTS)) {
            bench.evaluator.reports();
            bench.between(number -> {
                send(OLD, 60);
                send(SLOW, 60);
                bench.evaluator.served(60, 0, 60, 0).reports();
            });

            assertThat(bench.activities.watch(bench.call, bench.fivePercent()))
                    .isInstanceOfSatisfying(
                            Outcome.Failed.class,
                            failed -> assertThat(failed.guardrail()).isEqualTo("statements"));
        }
    }

    @Test
    void whatARoleHasSentBeforeItsFirstReportIsOfAnotherTime() throws SQLException {
        WatchedDatabase.run("CREATE ROLE latecomer LOGIN");
        WatchedDatabase.run("GRANT SELECT ON stated TO latecomer");
        try (WatchBench bench = bench(WatchPlans.FIVE, NEW);
                Database latecomer =
                        TestServer.as(WatchedDatabase.databases().named(WatchedDatabase.NAME), "latecomer", "");
                Connection other = latecomer.connect("shop")) {
            for (int i = 0; i < 30; i++) {
                Sql.list(other, NEW, row -> true);
            }
            bench.between(number -> {
                send(OLD, 60);
                send(NEW, 60);
                bench.evaluator.served(60, 0, 60, 0).reports();
                if (number == 1) {
                    WatchedDatabase.run(
                            "UPDATE interlock.evaluator SET reported_by = 'latecomer' WHERE flag_key = ?", bench.key);
                }
            });
            bench.activities.watch(bench.call, bench.fivePercent());

            assertThat(candidateCalls(bench)).isZero();
        } finally {
            WatchedDatabase.run("DROP OWNED BY latecomer");
            WatchedDatabase.run("DROP ROLE latecomer");
        }
    }

    @Test
    void statementsThatCannotBeReadKeepNothingElseFromBeingLookedAt() throws SQLException {
        WatchedDatabase.run("ALTER EXTENSION pg_stat_statements DROP FUNCTION pg_stat_statements(boolean)");
        WatchedDatabase.run("ALTER FUNCTION pg_stat_statements(boolean) RENAME TO gone");
        try (WatchBench bench = bench(WatchPlans.FIVE, NEW)) {
            assertThat(bench.activities.watch(bench.call, bench.fivePercent())).isInstanceOf(Outcome.Passed.class);
            assertThat(sentence(bench)).startsWith("NO_DATA statements cannot be read: ");
        } finally {
            WatchedDatabase.run("ALTER FUNCTION gone(boolean) RENAME TO pg_stat_statements");
            WatchedDatabase.run("ALTER EXTENSION pg_stat_statements ADD FUNCTION pg_stat_statements(boolean)");
        }
    }

    @Test
    void aServerWithoutTheExtensionIsSaidAndStopsNothing() throws SQLException {
        extension();
        try (WatchBench bench = bench(WatchPlans.FIVE, NEW)) {
            assertThat(bench.activities.watch(bench.call, bench.fivePercent())).isInstanceOf(Outcome.Passed.class);
            assertThat(sentence(bench))
                    .isEqualTo("NO_DATA the extension pg_stat_statements is not in this database (CREATE EXTENSION"
                            + " pg_stat_statements)");
        } finally {
            WatchedDatabase.run("CREATE EXTENSION pg_stat_statements");
        }
    }
}
