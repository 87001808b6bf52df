// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.activities.TestMigration;
import dev.interlock.activities.TestPlan;
import dev.interlock.activities.TestServer;
import dev.interlock.activities.archive.ArchiveKeeper;
import dev.interlock.activities.ddl.WireProxy;
import dev.interlock.activities.ddl.WireProxy.Fault;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.SyncRule;
import dev.interlock.workflows.port.Call;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Execution(ExecutionMode.CONCURRENT)
final class RestoreTest {

    private static final String RESTORE =
            "SELECT interlock.order_archive('restore', 'split', ?, ?, 'ann', 'we need it')";
    private static final String OUTCOME =
            "SELECT state || ': ' || message FROM interlock.archive_order ORDER BY id DESC LIMIT 1";

    private final TestMigration migration = new TestMigration(TestServer.withLedger());
    private final Hiding hiding = new Hiding(migration);
    private final ArchiveKeeper keeper = new ArchiveKeeper(migration.database, () -> false);
    private final TestPlan plan = new TestPlan()
            .archive(Duration.ofDays(30))
            .sync(SyncRule.of("users", Map.of("name", "full_name"), Map.of("full_name", "name")))
            .expand("ALTER TABLE users ADD COLUMN name text")
            .contract("ALTER TABLE users DROP COLUMN full_name");

    private void droppedUsers(int rows) {
        migration.run(
                "CREATE TABLE users (id int PRIMARY KEY, full_name text COLLATE \"C\" NOT NULL DEFAULT 'nobody' UNIQUE);"
                        + " ALTER TABLE users ALTER full_name DROP NOT NULL, ALTER full_name DROP DEFAULT;"
                        + " INSERT INTO users SELECT i, 'n' || i FROM generate_series(1, " + rows + ") i");
        dropped(plan);
    }

    private void dropped(TestPlan test) {
        dropped(hiding.at100(test));
    }

    private void dropped(Call call) {
        migration.contract.archive(call);
        assertThat(migration.contract.drop(TestMigration.in(call, "DROPPING"))).isInstanceOf(Outcome.Dropped.class);
        migration.run(
                "DELETE FROM interlock.claim; UPDATE interlock.migration SET ended_at = now(), ended_as = 'COMPLETED'");
    }

    @Test
    void aColumnComesBackWithItsValuesAndSaysWhatHasChangedSince() throws SQLException {
        droppedUsers(100);
        migration.run(
                "DELETE FROM users WHERE id <= 3; INSERT INTO users (id, name) VALUES (200, 'new'), (201, 'new')");

        migration.text(RESTORE, "", "");
        keeper.look();

        assertThat(migration.text(OUTCOME))
                .hasValueSatisfying(text -> assertThat(text)
                        .startsWith("DONE: column public.users.full_name restored, 97 rows, 3 rows gone since the drop,"
                                + " 2 rows newer than it")
                        .contains("not restored: ", "UNIQUE (full_name)"));
        assertThat(migration.text("SELECT count(*) FROM users WHERE full_name = 'n' || id"))
                .contains("97");
        assertThat(migration.text("SELECT count(*) FROM users WHERE full_name IS NULL"))
                .contains("2");
        assertThat(migration.text("SELECT attcollation::regcollation || ' ' || attnotnull FROM pg_attribute"
                        + " WHERE attrelid = 'users'::regclass AND attname = 'full_name'"))
                .contains("\"C\" false");
        assertThat(
                        migration.text(
                                "SELECT string_agg(kind || ' ' || actor, ', ' ORDER BY id) FROM interlock.event WHERE run_id = 'archive'"))
                .contains("COMMAND ann, RESULT ann");
    }

    @Test
    void restoringTwiceIsRestoringOnceAndWhatWasWrittenSinceStays() throws SQLException {
        droppedUsers(10);
        Optional<String> first = migration.text(RESTORE, "public.users", "full_name");
        assertThat(migration.text(RESTORE, "public.users", "full_name")).isEqualTo(first);
        keeper.look();
        migration.run("UPDATE users SET full_name = 'mine' WHERE id = 1");

        migration.text(RESTORE, "public.users", "full_name");
        keeper.look();

        assertThat(migration.text(OUTCOME))
                .hasValueSatisfying(text -> assertThat(text)
                        .startsWith("DONE: column public.users.full_name is restored already, 10 rows"));
        assertThat(migration.text("SELECT full_name FROM users WHERE id = 1")).contains("mine");
    }

    @Test
    void aColumnThatExistsIsRefusedWithWhatToDoAndNothingIsTouched() throws SQLException {
        droppedUsers(10);
        migration.run("ALTER TABLE users ADD COLUMN full_name text DEFAULT 'another'");

        migration.text(RESTORE, "", "");
        keeper.look();

        assertThat(migration.text(OUTCOME))
                .contains(
                        "REFUSED: column public.users.full_name exists: rename it out of the way, or drop it, and order the"
                                + " restore again; nothing was touched");
        assertThat(migration.text("SELECT count(*) FROM users WHERE full_name = 'another'"))
                .contains("10");
    }

    @Test
    void aTableThatAnotherMigrationHoldsIsLeftAlone() throws SQLException {
        droppedUsers(10);
        migration.run(
                "UPDATE interlock.migration SET id = 'other'; INSERT INTO interlock.claim SELECT 'public.users', number FROM"
                        + " interlock.migration; UPDATE interlock.migration SET id = 'split'");

        migration.text(RESTORE, "", "");
        keeper.look();

        assertThat(migration.text(OUTCOME))
                .hasValueSatisfying(
                        text -> assertThat(text).contains("REFUSED: table public.users is claimed by split"));
    }

    @Test
    void typesThatWentAlongAreAskedForBeforeAnythingIsTouched() throws SQLException {
        migration.run(
                "CREATE TYPE mood AS ENUM ('glad', 'sad'); CREATE TABLE users (id int PRIMARY KEY, felt mood, data json);"
                        + " INSERT INTO users VALUES (1, 'sad', '{\"a\": 1.00}'), (2, NULL, NULL)");
        dropped(new TestPlan()
                .archive(Duration.ofDays(1))
                .expand("ALTER TABLE users ADD COLUMN name text")
                .contract("ALTER TABLE users DROP COLUMN felt, DROP COLUMN data; DROP TYPE mood"));
        migration.text(RESTORE, "", "");
        keeper.look();
        assertThat(migration.text(OUTCOME))
                .contains("REFUSED: type public.mood of column felt is gone: make it again first; nothing was touched");

        migration.run("CREATE TYPE mood AS ENUM ('sad', 'glad', 'calm')");
        migration.text(RESTORE, "", "");
        keeper.look();

        assertThat(migration.text(OUTCOME))
                .hasValueSatisfying(text -> assertThat(text).startsWith("DONE"));
        assertThat(migration.text("SELECT felt || ' ' || data FROM users WHERE id = 1"))
                .contains("sad {\"a\": 1.00}");
    }

    @Test
    void aTableComesBackWithItsKeyAndNobodyNewMayReadIt() throws SQLException {
        migration.run("CREATE TABLE users (id int PRIMARY KEY);"
                + " CREATE TABLE old_names (user_id int REFERENCES users, at date, name text NOT NULL DEFAULT 'x', PRIMARY KEY (user_id, at));"
                + " CREATE INDEX by_name ON old_names (name); INSERT INTO users VALUES (1);"
                + " INSERT INTO old_names SELECT 1, date '2026-01-01' + i, 'ann' || i FROM generate_series(1, 5000) i");
        dropped(new TestPlan()
                .archive(Duration.ofDays(1))
                .tables("users", "old_names")
                .expand("ALTER TABLE users ADD COLUMN name text")
                .contract("DROP TABLE old_names"));

        migration.text(RESTORE, "public.old_names", "");
        keeper.look();

        assertThat(migration.text(OUTCOME))
                .hasValueSatisfying(text -> assertThat(text)
                        .contains(
                                "table public.old_names restored, 5,000 rows; nobody but its owner may use it yet",
                                "not restored: CREATE INDEX by_name",
                                "not restored: DEFAULT 'x'::text of column name"));
        assertThat(migration.text("SELECT count(*) || ' ' || max(name) FROM old_names"))
                .contains("5000 ann999");
        assertThat(migration.text(
                        "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'old_names'::regclass"
                                + " AND contype = 'p'"))
                .contains("PRIMARY KEY (user_id, at)");
    }

    @Test
    void whatATableLetWhomDoIsToldInTheWordsThatGrantItAgain() throws SQLException {
        migration.run("CREATE ROLE restored_reader; CREATE TABLE users (id int PRIMARY KEY);"
                + " CREATE TABLE old_names (id int PRIMARY KEY, name text); INSERT INTO old_names VALUES (1, 'ann');"
                + " ALTER TABLE old_names ENABLE ROW LEVEL SECURITY;"
                + " GRANT SELECT, INSERT ON old_names TO restored_reader; GRANT UPDATE (name) ON old_names TO PUBLIC");
        try {
            dropped(new TestPlan()
                    .archive(Duration.ofDays(1))
                    .tables("users", "old_names")
                    .expand("ALTER TABLE users ADD COLUMN name text")
                    .contract("DROP TABLE old_names"));
            migration.text(RESTORE, "", "");
            keeper.look();

            List<String> told = List.of(
                    "ALTER TABLE public.old_names ENABLE ROW LEVEL SECURITY",
                    "GRANT INSERT, SELECT ON public.old_names TO restored_reader",
                    "GRANT UPDATE (name) ON public.old_names TO PUBLIC");
            assertThat(migration.text(OUTCOME))
                    .hasValueSatisfying(text -> assertThat(text)
                            .contains(told.stream()
                                    .map(one -> "not restored: " + one)
                                    .toList()));
            assertThat(privileges()).contains("false false false");
            told.forEach(migration::run);
            assertThat(privileges()).contains("true true true");
        } finally {
            migration.run("DROP OWNED BY restored_reader; DROP ROLE restored_reader");
        }
    }

    private Optional<String> privileges() {
        return migration.text("SELECT has_table_privilege('restored_reader', 'old_names', 'SELECT') || ' '"
                + " || has_column_privilege('restored_reader', 'old_names', 'name', 'UPDATE') || ' ' || relrowsecurity"
                + " FROM pg_class WHERE oid = 'old_names'::regclass");
    }

    @Test
    void whatAColumnLetWhomDoIsToldAsItWasAtTheContract() throws SQLException {
        migration.run(
                "CREATE TABLE users (id int PRIMARY KEY, full_name text); GRANT SELECT (full_name) ON users TO PUBLIC");
        Call call = hiding.at100(plan);
        migration.contract.archive(call);
        migration.run(
                "REVOKE SELECT (full_name) ON users FROM PUBLIC; GRANT UPDATE (id, full_name) ON users TO PUBLIC");
        dropped(call);

        migration.text(RESTORE, "", "");
        keeper.look();

        assertThat(migration.text(OUTCOME))
                .hasValueSatisfying(text -> assertThat(text)
                        .endsWith("; not restored: GRANT UPDATE (full_name) ON public.users TO PUBLIC"));
    }

    @Test
    void aTableWhoseKeyHasNoIndexAnyMoreIsToldToMakeOneFirst() throws SQLException {
        droppedUsers(10);
        migration.run("ALTER TABLE users DROP CONSTRAINT users_pkey; CREATE INDEX ON users (id) WHERE id > 5");
        migration.text(RESTORE, "public.users", "full_name");
        keeper.look();

        assertThat(migration.text(OUTCOME))
                .hasValueSatisfying(text -> assertThat(text).contains("no index of public.users begins with (id)"));

        migration.run("CREATE INDEX ON users (id, name)");
        migration.text(RESTORE, "public.users", "full_name");
        keeper.look();

        assertThat(migration.text(OUTCOME))
                .hasValueSatisfying(text -> assertThat(text).startsWith("DONE: column public.users.full_name"));
    }

    @Test
    void aKeyThatWasDroppedAlongIsNotFoundAgainAndItIsSaidWhereTheValuesAre() throws SQLException {
        migration.run("CREATE TABLE users (id int PRIMARY KEY, full_name text); INSERT INTO users VALUES (1, 'n1')");
        dropped(new TestPlan()
                .archive(Duration.ofDays(1))
                .expand("ALTER TABLE users ADD COLUMN name text")
                .contract("ALTER TABLE users DROP COLUMN id, DROP COLUMN full_name"));

        migration.text(RESTORE, "", "");
        keeper.look();

        assertThat(migration.text(OUTCOME))
                .hasValueSatisfying(text -> assertThat(text)
                        .contains("no unique key of public.users outlived the drop", "interlock_archive.m1_1_users"));
    }

    static Stream<Arguments> statementsOfRestoring() {
        return Stream.of(Fault.CUT_BEFORE, Fault.CUT_AFTER)
                .flatMap(fault -> Stream.of(
                                "ADD COLUMN",
                                "INSERT INTO interlock.archive_restore",
                                "UPDATE \"public\".\"users\" t SET",
                                "SET next_block",
                                "SET done_at",
                                "UPDATE interlock.archive_order SET")
                        .map(statement -> Arguments.of(statement, fault)));
    }

    @ParameterizedTest
    @MethodSource("statementsOfRestoring")
    void aRestoreThatIsCutOffIsGoneOnWithByTheNextTurn(String statement, Fault fault) throws Exception {
        droppedUsers(3_000);
        migration.text(RESTORE, "", "");
        try (WireProxy proxy = WireProxy.start(TestServer.port(), statement, fault)) {
            ArchiveKeeper unlucky =
                    new ArchiveKeeper(TestServer.through(migration.database, proxy.port()), () -> false);
            assertThatThrownBy(unlucky::look).isInstanceOf(SQLException.class);
            assertThat(proxy.wasReached()).isTrue();
        }
        migration.await("t", "SELECT pg_try_advisory_xact_lock(hashtextextended('interlock.archive', 0))");

        keeper.look();

        assertThat(migration.text(OUTCOME))
                .hasValueSatisfying(text -> assertThat(text).startsWith("DONE"));
        assertThat(migration.text("SELECT count(*) FROM users WHERE full_name = 'n' || id"))
                .contains("3000");
    }

    @Test
    void forgettingTakesTheDataAwayAtOnceAndLeavesTheRecord() throws SQLException {
        droppedUsers(10);

        migration.text("SELECT interlock.order_archive('forget', 'split', '', '', 'ann', 'a request to be forgotten')");
        keeper.look();

        assertThat(migration.text("SELECT to_regclass('interlock_archive.m1_1_users')::text"))
                .isEmpty();
        assertThat(migration.text("SELECT gone_why FROM interlock.archive"))
                .contains("forgotten by ann: a request to be forgotten");
        assertThatThrownBy(() -> migration.text(RESTORE, "", ""))
                .hasMessageContaining("split has no archive: it was kept until")
                .hasMessageContaining("forgotten by ann");
    }

    @Test
    void whatHasBeenKeptForLongEnoughGoesAndIsOnRecord() throws SQLException {
        droppedUsers(10);
        keeper.look();
        assertThat(migration.text("SELECT count(*) FROM interlock_archive.m1_1_users"))
                .contains("10");

        migration.run("UPDATE interlock.archive SET until = clock_timestamp() - interval '1 s'");
        keeper.look();
        keeper.look();

        assertThat(migration.text("SELECT to_regclass('interlock_archive.m1_1_users')::text"))
                .isEmpty();
        assertThat(
                        migration.text(
                                "SELECT string_agg(text || ' by ' || actor, ', ') FROM interlock.event WHERE run_id = 'archive'"))
                .contains("archive expired: column public.users.full_name by interlock");
    }

    @Test
    void ofTwoWorkersOneLooksAfterTheArchives() throws SQLException {
        droppedUsers(10);
        migration.run("UPDATE interlock.archive SET until = clock_timestamp() - interval '1 s'");
        try (var other = migration.database.connect("other");
                var statement = other.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(hashtextextended('interlock.archive', 0))");

            keeper.look();

            assertThat(migration.text("SELECT count(*) FROM interlock_archive.m1_1_users"))
                    .contains("10");
        }
    }

    @Test
    void nothingIsOrderedOfWhatIsNotThere() {
        droppedUsers(10);

        assertThatThrownBy(() -> migration.text(RESTORE, "public.users", "nick"))
                .hasMessageContaining("split has no archive of column public.users.nick");
        assertThatThrownBy(
                        () -> migration.text("SELECT interlock.order_archive('restore', 'other', '', '', 'ann', 'x')"))
                .hasMessageContaining("no migration other");
    }
}
