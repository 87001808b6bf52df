// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KillTest {

    private static final Path LEDGER = Path.of("../activities/src/main/resources/dev/interlock/activities/ledger");
    private static final String KILL = "POST /api/v1/flags/shop/split/kill";

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void ledger() throws IOException, SQLException {
        postgres = EmbeddedPostgres.builder().start();
        run("CREATE SCHEMA interlock");
        try (Stream<Path> scripts = Files.list(LEDGER)) {
            List<Path> sorted = scripts.sorted().toList();
            for (Path script : sorted) {
                run(Files.readString(script));
            }
        }
        run("""
                CREATE ROLE killer LOGIN PASSWORD 'may-only-kill';
                GRANT USAGE ON SCHEMA interlock TO killer;
                GRANT EXECUTE ON FUNCTION interlock.kill(text, text, text) TO killer;
                """);
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    /** Each test has a migration of its own: the ledger keeps every version that a migration's flag ever had. */
    @BeforeEach
    void flagAtTwentyPercent() throws SQLException {
        run("""
                DELETE FROM interlock.flag;
                UPDATE interlock.migration SET ended_at = clock_timestamp(), ended_as = 'REVERTED' WHERE ended_at IS NULL;
                INSERT INTO interlock.migration (id, plan_sha256, files, description, owner, tables, flag_key, started_by, run_id)
                VALUES ('split', 'abc', '{}', '', '', '{public.users}', 'split', 'alice', 'run');
                INSERT INTO interlock.flag (key, migration, percent, actor, reason)
                SELECT 'split', number, 20000, 'interlock', 'step' FROM interlock.migration WHERE ended_at IS NULL;
                """);
    }

    @Test
    void apiIsAskedFirst() throws IOException {
        try (FakeApi api = new FakeApi()) {
            api.on(KILL, 200, "{\"key\":\"split\",\"percent\":0.0,\"epoch\":3}");

            Shell.Printed printed =
                    Shell.at(api).with("INTERLOCK_KILL_URL", url()).run("kill", "shop/split", "--reason", "3 a.m.");

            assertThat(printed.out())
                    .isEqualTo("flag split is at 0 % (epoch 3), through the API at " + api.uri() + "\n");
            assertThat(api.asked()).singleElement().asString().contains("\"reason\":\"3 a.m.\"");
            assertThat(percent()).as("the database was not asked").isEqualTo(20_000);
        }
    }

    @Test
    void withoutTheApiItGoesStraightToTheDatabase() {
        Shell.Printed printed =
                Shell.nowhere().with("INTERLOCK_KILL_URL", url()).run("kill", "shop/split", "--reason", "3 a.m.");

        assertThat(printed.exit()).as(printed.err()).isZero();
        assertThat(printed.out()).startsWith("flag split is at 0 % (epoch 1), straight in the database: the API at");
        assertThat(percent()).isZero();
    }

    @Test
    void apiThatCannotReachTheDatabaseIsPassedBy() throws IOException {
        try (FakeApi api = new FakeApi()) {
            api.on(KILL, 503, "{\"title\":\"A database does not answer\"}");

            Shell.Printed printed =
                    Shell.at(api).with("INTERLOCK_KILL_URL", url()).run("kill", "shop/split", "--reason", "x");

            assertThat(printed.out()).contains("cannot reach the database");
            assertThat(percent()).isZero();
        }
    }

    @Test
    void keyAloneIsEnoughForTheDatabase() {
        Shell.nowhere().with("INTERLOCK_KILL_URL", url()).run("kill", "split", "--reason", "x");

        assertThat(percent()).isZero();
    }

    @Test
    void databaseThatRefusesIsANo() {
        Shell.Printed printed =
                Shell.nowhere().with("INTERLOCK_KILL_URL", url()).run("kill", "shop/other", "--reason", "x");

        assertThat(printed.exit()).isEqualTo(ExitCode.NO);
        assertThat(printed.err()).isEqualTo("interlock: The database refused: no flag other\n");
    }

    @Test
    void jsonSaysWhichWayItWent() throws IOException {
        try (FakeApi api = new FakeApi()) {
            api.on(KILL, 200, "{\"key\":\"split\",\"percent\":0.0,\"epoch\":3}");

            assertThat(Shell.at(api)
                            .run("kill", "shop/split", "--reason", "x", "--json")
                            .out())
                    .isEqualTo("{\"key\":\"split\",\"percent\":0.0,\"epoch\":3,\"way\":\"api\"}\n");
        }
        assertThat(Shell.nowhere()
                        .with("INTERLOCK_KILL_URL", url())
                        .run("kill", "shop/split", "--reason", "x", "--json")
                        .out())
                .contains("\"way\":\"database\"");
    }

    @Test
    void refusalIsJsonToo() {
        Shell.Printed printed =
                Shell.nowhere().with("INTERLOCK_KILL_URL", url()).run("kill", "shop/other", "--reason", "x", "--json");

        assertThat(printed.out()).contains("\"detail\":\"no flag other\"");
        assertThat(printed.exit()).isEqualTo(ExitCode.NO);
    }

    @Test
    void flagThatSomebodyHoldsIsNeitherKilledNorRefused() throws SQLException {
        try (Connection holder = postgres.getPostgresDatabase().getConnection();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("SELECT FROM interlock.flag FOR UPDATE");

            Shell.Printed printed =
                    Shell.nowhere().with("INTERLOCK_KILL_URL", url()).run("kill", "shop/split", "--reason", "x");

            assertThat(printed.exit()).isEqualTo(ExitCode.UNREACHABLE);
            assertThat(printed.err()).contains("has not killed the flag").contains("lock timeout");
        }
    }

    @Test
    void addressThatTheDriverDoesNotKnowIsNotShown() {
        Shell.Printed printed = Shell.nowhere()
                .with("INTERLOCK_KILL_URL", "postgres://killer:hush@127.0.0.1/shop")
                .run("kill", "shop/split", "--reason", "x");

        assertThat(printed.exit()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(printed.err()).contains("jdbc:postgresql:").doesNotContain("hush");
    }

    @Test
    void neitherThereIsUnreachableInOneLine() {
        Shell.Printed without = Shell.nowhere().run("kill", "shop/split", "--reason", "x");
        Shell.Printed with = Shell.nowhere()
                .with("INTERLOCK_KILL_URL", "jdbc:postgresql://127.0.0.1:1/none?user=x&password=hush")
                .run("kill", "shop/split", "--reason", "x");

        assertThat(without.exit()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(without.err()).hasLineCount(1).contains("INTERLOCK_KILL_URL");
        assertThat(with.exit()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(with.err()).hasLineCount(1).doesNotContain("hush");
    }

    private static String url() {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres?user=killer&password=may-only-kill";
    }

    private static int percent() {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("SELECT percent FROM interlock.flag")) {
            row.next();
            return row.getInt(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
