// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.TestMigration;
import dev.interlock.activities.TestPlan;
import dev.interlock.activities.TestServer;
import dev.interlock.activities.ddl.WireProxy.Fault;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.SyncRule;
import dev.interlock.workflows.port.Call;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A session that is cut off at every statement of archiving: nothing is half there, writes go on, and the next attempt goes on. */
@Execution(ExecutionMode.CONCURRENT)
final class ArchiveFaultsTest {

    private static final String DIFFERENT = """
            SELECT count(*) FROM users u FULL JOIN interlock_archive.m1_1_users a ON a.id = u.id
            WHERE a.full_name IS DISTINCT FROM u.full_name OR a.id IS NULL OR u.id IS NULL
            """;

    private final TestMigration migration = new TestMigration(TestServer.withLedger());
    private final Hiding hiding = new Hiding(migration);
    private final TestPlan plan = new TestPlan()
            .archive(Duration.ofDays(30))
            .sync(SyncRule.of("users", Map.of("name", "full_name"), Map.of("full_name", "name")))
            .expand("ALTER TABLE users ADD COLUMN name text")
            .contract("ALTER TABLE users DROP COLUMN full_name");

    @BeforeEach
    void aTable() {
        migration.run("CREATE TABLE users (id int PRIMARY KEY, full_name text);"
                + " INSERT INTO users SELECT i, 'n' || i FROM generate_series(1, 3000) i");
    }

    static Stream<Arguments> statementsOfArchiving() {
        return CutOff.at(
                "LOCK TABLE \"public\".\"users\" IN SHARE ROW",
                "INSERT INTO interlock.archive\n",
                "INSERT INTO interlock.archive_column",
                "CREATE TABLE \"interlock_archive\"",
                "interlock.close_relation",
                "CREATE OR REPLACE FUNCTION interlock.archive_1_1",
                "_archive_1_1_update\" AFTER UPDATE",
                "_archive_1_1_truncate\" BEFORE",
                "INSERT INTO interlock.archive_fill",
                "INSERT INTO \"interlock_archive\"",
                "UPDATE interlock.archive_fill",
                "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ",
                "hashtextextended",
                "UPDATE interlock.archive SET proof");
    }

    static Stream<Arguments> statementsOfDropping() {
        return CutOff.at(
                "_archive_1_1_insert\" ON",
                "DROP FUNCTION IF EXISTS interlock.archive_1_1",
                "SET sealed_at",
                "DROP COLUMN");
    }

    @ParameterizedTest
    @MethodSource("statementsOfArchiving")
    void archivingThatIsCutOffBreaksNoWriteAndIsGoneOnWith(String statement, Fault fault) throws Exception {
        Call call = hiding.at100(plan);

        CutOff.during(migration, plan, statement, fault, unlucky -> unlucky.contract.archive(call));
        migration.run("UPDATE users SET full_name = 'between' WHERE id % 7 = 0; DELETE FROM users WHERE id % 11 = 0;"
                + " INSERT INTO users (id, name) SELECT i, 'new' FROM generate_series(5001, 5100) i");

        assertThat(migration.contract.archive(call)).isInstanceOf(Outcome.Done.class);
        assertThat(migration.text(DIFFERENT)).contains("0");
        assertThat(migration.text("SELECT count(*) FROM interlock.archive WHERE proof IS NOT NULL"))
                .contains("1");
    }

    @ParameterizedTest
    @MethodSource("statementsOfDropping")
    void aDropThatIsCutOffLeavesTheArchiveKeptUp(String statement, Fault fault) throws Exception {
        Call call = hiding.at100(plan);
        migration.contract.archive(call);
        Call dropping = TestMigration.in(call, "DROPPING");

        CutOff.during(migration, plan, statement, fault, unlucky -> unlucky.contract.drop(dropping));

        assertThat(migration.contract.askDrop(dropping)).isInstanceOf(Outcome.NotDropped.class);
        migration.run("UPDATE users SET full_name = 'after all' WHERE id = 5");
        assertThat(migration.text(DIFFERENT)).contains("0");
        assertThat(migration.text("SELECT count(*) FROM interlock.archive WHERE sealed_at IS NULL"))
                .contains("1");
        assertThat(migration.contract.drop(dropping)).isInstanceOf(Outcome.Dropped.class);
        assertThat(migration.text("SELECT full_name FROM interlock_archive.m1_1_users WHERE id = 5"))
                .contains("after all");
    }
}
