// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.client.flag.HeldFlag;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class InterlockClientPostgresTest {

    /** So long that nothing that a test waits for can have come by polling. */
    private static final Duration NEVER = Duration.ofHours(1);

    private static final String VERSION = "SELECT version FROM interlock.evaluator WHERE flag_key = ?";

    private static LedgerDatabase ledger;

    @BeforeAll
    static void start() throws Exception {
        ledger = LedgerDatabase.startEmpty();
        ledger.installLedger();
    }

    @AfterAll
    static void stop() throws IOException {
        ledger.close();
    }

    @Test
    void aChangeIsHeardAppliedAndAcknowledged() throws Exception {
        ledger.createFlag("heard");
        try (InterlockClient client = listening("heard").start()) {
            Eventually.becomes("1", () -> ledger.ask(VERSION, "heard"));

            ledger.moveFlag("heard", 100);

            Eventually.becomes("2", () -> ledger.ask(VERSION, "heard"));
            assertThat(client.guardedPath().call("heard", "anybody", () -> "old", () -> "new"))
                    .isEqualTo("new");
        }
    }

    @Test
    void aFlagThatComesLaterIsHeardOf() throws Exception {
        try (InterlockClient client = listening("later").start()) {
            Eventually.becomes("0", () -> ledger.ask(VERSION, "later"));

            ledger.createFlag("later");

            Eventually.becomes(1L, () -> version(client, "later"));
        }
    }

    @Test
    void withoutListeningAChangeIsPolled() throws Exception {
        ledger.createFlag("polled");
        try (InterlockClient client = polling(ledger.dataSource(), "polled").start()) {
            Eventually.becomes(1L, () -> version(client, "polled"));

            ledger.moveFlag("polled", 20);

            Eventually.becomes("2", () -> ledger.ask(VERSION, "polled"));
        }
    }

    @Test
    void aPoolThatDoesNotCommitByItselfIsCommitted() throws Exception {
        ledger.createFlag("manual");
        DataSource manual = new ManualCommits(ledger.dataSource());
        try (InterlockClient client = polling(manual, "manual").start()) {
            Eventually.becomes("1", () -> ledger.ask(VERSION, "manual"));
            assertThat(version(client, "manual")).isEqualTo(1);
        }
    }

    @Test
    void aListeningConnectionThatIsLostIsOpenedAgain() throws Exception {
        ledger.createFlag("severed");
        try (InterlockClient client = listening("severed").start()) {
            Eventually.becomes("1", () -> ledger.ask(VERSION, "severed"));

            sever("severed listens");
            ledger.moveFlag("severed", 50);

            Eventually.becomes(2L, () -> version(client, "severed"));
            Eventually.becomes("1", () -> sessions("severed listens"));
            ledger.moveFlag("severed", 0);
            Eventually.becomes("3", () -> ledger.ask(VERSION, "severed"));
        }
    }

    @Test
    void theCountsArriveInTheLedgersColumns() throws Exception {
        ledger.createFlag("counted");
        try (InterlockClient client = listening("counted").start()) {
            Eventually.becomes(1L, () -> version(client, "counted"));
            for (int user = 0; user < 5; user++) {
                call(client, user);
            }
            ledger.moveFlag("counted", 100);
            Eventually.becomes(2L, () -> version(client, "counted"));
            call(client, 5);
            ledger.moveFlag("counted", 100);

            Eventually.becomes("3", () -> ledger.ask(VERSION, "counted"));
            assertThat(ledger.ask("""
                            SELECT concat_ws(' ', old_started, old_ended, old_errors, old_slow, old_in_flight,
                                new_started, new_ended, new_errors, new_slow, new_in_flight, new_oldest_ms,
                                evaluated_at IS NOT NULL, goodbye_at IS NULL, old_error_squares, new_users,
                                old_faster[28] + old_slower[28], new_faster[28], cardinality(new_slower),
                                old_undefined, new_undefined, old_violations, new_violations,
                                withheld, overruled, overrulings, compared, differing, skipped)
                            FROM interlock.evaluator WHERE flag_key = ?""", "counted"))
                    .isEqualTo("5 5 2 0 0 1 1 0 0 0 0 t t 2 0 5 1 28 1 0 1 0 0 f 0 0 0 0");
        }
    }

    @Test
    void whoOverrulesTheFlagTellsTheLedgerSo() throws Exception {
        ledger.createFlag("kept");
        ledger.moveFlag("kept", 100);
        try (InterlockClient client =
                polling(ledger.dataSource(), "kept").redLine(2, 1).start()) {
            Eventually.becomes("2", () -> ledger.ask(VERSION, "kept"));
            for (int call = 0; call < 7; call++) {
                failOnTheNewPath(client, "kept");
            }

            String counts =
                    "SELECT concat_ws(' ', overruled, overrulings, withheld) FROM interlock.evaluator WHERE flag_key = ?";
            Eventually.becomes("t 1 3", () -> ledger.ask(counts, "kept"));
            ledger.moveFlag("kept", 0);
            Eventually.becomes("f 1 3", () -> ledger.ask(counts, "kept"));
        }
    }

    private static void failOnTheNewPath(InterlockClient client, String flag) {
        try {
            client.guardedPath().call(flag, "anybody", () -> "old", () -> {
                throw new IllegalStateException("new");
            });
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessage("new");
        }
    }

    @Test
    void whomTheFlagTellsApartAtZeroPercentArrivesBandByBand() throws Exception {
        ledger.createFlag("apart");
        ledger.execute("UPDATE interlock.flag SET version = 2, cohorts = '{99000}' WHERE key = 'apart'");
        try (InterlockClient client = listening("apart").start()) {
            Eventually.becomes(2L, () -> version(client, "apart"));
            client.guardedPath().call("apart", "anybody", () -> "old", () -> "new");
        }

        assertThat(ledger.ask("SELECT cohorts FROM interlock.evaluator WHERE flag_key = ?", "apart"))
                .isEqualTo("{1,1,0,0,0,0,0,0,0,0}");
    }

    @Test
    void readsAreComparedOnceTheRampHasBegunAndTheLedgerKnowsOfIt() throws Exception {
        ledger.createFlag("compared");
        ExecutorService executor = Executors.newSingleThreadExecutor();
        ShadowReads<String> shadows = ShadowReads.<String>on(executor).share(1);
        try (InterlockClient client = polling(ledger.dataSource(), "compared").start()) {
            Eventually.becomes("1", () -> ledger.ask(VERSION, "compared"));
            client.guardedPath().read("compared", "anybody", () -> "old", () -> "new", shadows);
            Eventually.becomes(
                    "1 0",
                    () -> ledger.ask(
                            "SELECT concat_ws(' ', old_ended, compared + skipped) FROM interlock.evaluator WHERE flag_key = ?",
                            "compared"));
            ledger.execute("UPDATE interlock.migration SET phase = 'RAMPING'");

            Eventually.becomes("t", () -> {
                client.guardedPath().read("compared", "anybody", () -> "old", () -> "new", shadows);
                return ledger.ask(
                        "SELECT compared > 0 AND differing = compared AND skipped > 0 FROM interlock.evaluator"
                                + " WHERE flag_key = ?",
                        "compared");
            });
        } finally {
            executor.shutdown();
        }
    }

    @Test
    void closingSaysGoodbye() throws Exception {
        ledger.createFlag("closed");
        InterlockClient client = listening("closed").start();
        Eventually.becomes(1L, () -> version(client, "closed"));

        client.close();

        assertThat(ledger.ask("SELECT goodbye_at IS NOT NULL FROM interlock.evaluator WHERE flag_key = ?", "closed"))
                .isEqualTo("t");
        assertThat(sessions("closed listens")).isEqualTo("0");
    }

    @Test
    void aRoleThatMayOnlyReportIsEnough() throws Exception {
        ledger.createFlag("modest");
        ledger.execute("CREATE ROLE modest LOGIN PASSWORD 'modest'; GRANT USAGE ON SCHEMA interlock TO modest;"
                + " GRANT EXECUTE ON FUNCTION interlock.report TO modest");
        PGSimpleDataSource modest = new PGSimpleDataSource();
        modest.setUrl(url());
        modest.setUser("modest");
        modest.setPassword("modest");

        try (InterlockClient client = polling(modest, "modest").start()) {
            Eventually.becomes("1", () -> ledger.ask(VERSION, "modest"));
            assertThat(version(client, "modest")).isEqualTo(1);
        }
    }

    @Test
    void withoutALedgerEverybodyIsOnTheOldPathUntilThereIsOne() throws Exception {
        LedgerDatabase bare = ledger.createEmpty("bare");
        try (InterlockClient client = polling(bare.dataSource(), "early").start()) {
            assertThat(client.guardedPath().call("early", "anybody", () -> "old", () -> "new"))
                    .isEqualTo("old");

            bare.installLedger();
            bare.createFlag("early");

            Eventually.becomes(1L, () -> version(client, "early"));
        }
    }

    @Test
    void aDatabaseThatIsGoneLeavesTheLastValue() throws Exception {
        LedgerDatabase doomed = ledger.createEmpty("doomed");
        doomed.installLedger();
        doomed.createFlag("orphan");
        doomed.moveFlag("orphan", 100);
        try (InterlockClient client = polling(doomed.dataSource(), "orphan").start()) {
            Eventually.becomes(2L, () -> version(client, "orphan"));

            ledger.execute("DROP DATABASE doomed WITH (FORCE)");

            assertThat(client.guardedPath().call("orphan", "anybody", () -> "old", () -> "new"))
                    .isEqualTo("new");
        }
    }

    private static InterlockClientBuilder listening(String flag) {
        return InterlockClient.builder(ledger.dataSource(), flag + "-1")
                .flag(flag)
                .listen(() -> DriverManager.getConnection(url() + "&ApplicationName=" + flag + " listens"))
                .reportEvery(NEVER, NEVER);
    }

    private static InterlockClientBuilder polling(DataSource dataSource, String flag) {
        return InterlockClient.builder(dataSource, flag + "-1")
                .flag(flag)
                .reportEvery(Duration.ofMillis(20), Duration.ofMillis(20));
    }

    /** Users 1 and 3 fail, each in another way. */
    private static void call(InterlockClient client, int user) {
        try {
            client.guardedPath().call("counted", "user-" + user, () -> oldPath(user), () -> "fine");
        } catch (SQLException expected) {
            assertThat(expected.getMessage()).isEqualTo("odd");
        }
    }

    private static String oldPath(int user) throws SQLException {
        if (user % 2 == 1) {
            throw new SQLException("odd", user == 1 ? "42703" : "23505");
        }
        return "fine";
    }

    private static long version(InterlockClient client, String flag) {
        return client.held(flag).map(HeldFlag::version).orElseThrow();
    }

    private static String url() {
        try (Connection connection = ledger.connect()) {
            return connection.getMetaData().getURL().replaceFirst("\\?.*", "") + "?user=postgres";
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String sessions(String applicationName) throws SQLException {
        return ledger.ask("SELECT count(*) FROM pg_stat_activity WHERE application_name = ?", applicationName);
    }

    private static void sever(String applicationName) throws SQLException {
        ledger.ask(
                "SELECT count(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity WHERE application_name = ?",
                applicationName);
    }
}
