// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.contract;

import static dev.interlock.activities.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.activities.Beside;
import dev.interlock.activities.TestMigration;
import dev.interlock.activities.TestPlan;
import dev.interlock.activities.TestServer;
import dev.interlock.activities.ledger.Failures;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.SyncRule;
import dev.interlock.workflows.port.Call;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ArchiveTest {

    private static final String KEPT =
            "SELECT string_agg(id || '=' || coalesce(full_name, '-'), ',' ORDER BY id) FROM interlock_archive.m1_1_users";

    private static final String TRIGGERS =
            "SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'zzzz_interlock_archive_%' AND tgenabled = 'A'";

    private final TestMigration migration = new TestMigration(TestServer.withLedger());
    private final Hiding hiding = new Hiding(migration);
    private final TestPlan plan = new TestPlan()
            .hide(Duration.ofHours(1))
            .archive(Duration.ofDays(30))
            .sync(SyncRule.of("users", Map.of("name", "full_name"), Map.of("full_name", "name")))
            .expand("ALTER TABLE users ADD COLUMN name text")
            .contract("ALTER TABLE users DROP COLUMN full_name");

    private void users(int rows) {
        migration.run("CREATE TABLE users (id int PRIMARY KEY, full_name text, note text);"
                + " INSERT INTO users SELECT i, 'n' || i FROM generate_series(1, " + rows + ") i");
    }

    @Test
    void everyRowIsThereAndEveryWriteFromThenOnReachesTheArchiveInItsTransaction() {
        users(3);
        Call call = hiding.at100(plan);

        Outcome outcome = migration.contract.archive(call);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Done.class,
                        done -> assertThat(done.summary())
                                .contains("column public.users.full_name (3 rows", "equal under one snapshot"));
        assertThat(migration.text(KEPT)).contains("1=n1,2=n2,3=n3");
        migration.run("INSERT INTO users (id, full_name) VALUES (4, 'n4'); UPDATE users SET name = 'new' WHERE id = 1;"
                + " DELETE FROM users WHERE id = 2; UPDATE users SET id = 9 WHERE id = 3;"
                + " UPDATE users SET note = 'of no concern'");
        assertThat(migration.text(KEPT)).contains("1=new,4=n4,9=n3");
        migration.run("BEGIN; DELETE FROM users; ROLLBACK");
        assertThat(migration.text(KEPT)).contains("1=new,4=n4,9=n3");
        migration.run(
                "SET session_replication_role = replica; UPDATE users SET full_name = 'r', name = 'r' WHERE id = 9;"
                        + " INSERT INTO users VALUES (4, 'x') ON CONFLICT (id) DO UPDATE SET name = 'upserted'");
        assertThat(migration.text(KEPT)).contains("1=new,4=upserted,9=r");
        migration.run("TRUNCATE users; INSERT INTO users (id, full_name) VALUES (7, NULL)");
        assertThat(migration.text(KEPT)).contains("7=-");
    }

    @Test
    void theArchiveIsKeptUpWhileTheNamesAreHiddenAndIsFinalWithTheDrop() {
        users(3);
        Call call = hiding.at100(plan);
        migration.contract.archive(call);
        migration.contract.hide(call);
        migration.run(
                "UPDATE users SET name = 'while hidden' WHERE id = 2; INSERT INTO users (id, name) VALUES (4, 'late')");

        Outcome dropped = migration.contract.drop(TestMigration.in(call, "DROPPING"));

        assertThat(dropped).isInstanceOf(Outcome.Dropped.class);
        assertThat(migration.text(KEPT)).contains("1=n1,2=while hidden,3=n3,4=late");
        assertThat(migration.text(TRIGGERS)).contains("0");
        assertThat(migration.text("SELECT count(*) FROM pg_proc WHERE proname LIKE 'archive%'"))
                .contains("0");
        assertThat(migration.text("""
                        SELECT (sealed_at = dropped_at OR sealed_at < dropped_at) || ' ' || (until - sealed_at) || ' ' || taken_by
                        FROM interlock.archive a JOIN interlock.migration m ON m.number = a.migration
                        """)).contains("true 30 days contract");
        migration.run("UPDATE users SET name = 'after'");
        assertThat(migration.text(KEPT)).contains("1=n1,2=while hidden,3=n3,4=late");
    }

    @Test
    void anUnhideByAKillLeavesTheArchiveKeptUpAndTheNextContractOnlyComparesIt() {
        users(3);
        Call call = hiding.at100(plan);
        Optional<String> before = hiding.catalogue();
        migration.contract.archive(call);
        Optional<String> archiving = hiding.catalogue();
        migration.contract.hide(call);

        migration.text("SELECT percent FROM interlock.kill('split', 'bob', 'pager')");

        assertThat(hiding.catalogue()).isEqualTo(archiving).isNotEqualTo(before);
        migration.run("UPDATE users SET full_name = 'old path' WHERE id = 1; DELETE FROM users WHERE id = 3");
        assertThat(migration.text(KEPT)).contains("1=old path,2=n2");
        Optional<String> stored = migration.text("SELECT 'interlock_archive.m1_1_users'::regclass::oid::text");
        migration.run("UPDATE interlock.flag SET percent = 100000, safe_side = 'new', version = version + 1");
        assertThat(migration.contract.archive(TestMigration.in(call, "HIDING", 1)))
                .isInstanceOf(Outcome.Done.class);
        assertThat(migration.text("SELECT 'interlock_archive.m1_1_users'::regclass::oid::text"))
                .isEqualTo(stored);
    }

    @Test
    void aRevertLeavesNothingOfTheContractsArchive() {
        users(3);
        Optional<String> before = hiding.catalogue();
        Call call = hiding.at100(plan.revert("ALTER TABLE users DROP COLUMN name"));
        migration.contract.archive(call);
        migration.text("SELECT percent FROM interlock.kill('split', 'bob', 'pager')");

        assertThat(migration.schema.revert(TestMigration.in(call, "REVERTING", 1), false))
                .isInstanceOf(Outcome.Done.class);

        assertThat(hiding.catalogue()).isEqualTo(before);
        assertThat(migration.text(
                        "SELECT count(*) FROM pg_class WHERE relnamespace = 'interlock_archive'::regnamespace"))
                .contains("0");
    }

    @Test
    void whatWasWrittenPastTheTriggersIsFoundByTheDropAndArchivedFirst() {
        users(100);
        Call call = hiding.at100(plan);
        migration.contract.archive(call);
        migration.run("ALTER TABLE users DISABLE TRIGGER zzzz_interlock_archive_1_1_update;"
                + " UPDATE users SET name = 'unseen' WHERE id = 1;"
                + " ALTER TABLE users ENABLE ALWAYS TRIGGER zzzz_interlock_archive_1_1_update");
        assertThat(migration.text(KEPT))
                .hasValueSatisfying(kept -> assertThat(kept).startsWith("1=n1,"));

        assertThat(migration.contract.drop(TestMigration.in(call, "DROPPING"))).isInstanceOf(Outcome.Dropped.class);

        assertThat(migration.text(KEPT))
                .hasValueSatisfying(kept -> assertThat(kept).startsWith("1=unseen,"));
    }

    @Test
    void aTriggerThatIsGoneComesBackAndRowsThatAreGoneGoToo() {
        users(3);
        Call call = hiding.at100(plan);
        migration.contract.archive(call);
        migration.run("DROP TRIGGER zzzz_interlock_archive_1_1_delete ON users; DELETE FROM users WHERE id = 2");

        assertThat(migration.contract.archive(call)).isInstanceOf(Outcome.Done.class);

        assertThat(migration.text(KEPT)).contains("1=n1,3=n3");
        assertThat(migration.text(TRIGGERS)).contains("4");
    }

    @Test
    void nobodyNewMayReadWhatIsArchivedWhateverTheDefaultPrivilegesSay() {
        users(3);
        migration.run("DROP ROLE IF EXISTS curious; CREATE ROLE curious;"
                + " ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO curious, PUBLIC");
        try {
            migration.contract.archive(hiding.at100(plan));

            assertThat(migration.text(
                            "SELECT has_table_privilege('curious', 'interlock_archive.m1_1_users', 'SELECT') || ' '"
                                    + " || has_schema_privilege('curious', 'interlock_archive', 'USAGE')"))
                    .contains("false false");
        } finally {
            migration.run(
                    "DROP OWNED BY curious; ALTER DEFAULT PRIVILEGES REVOKE SELECT ON TABLES FROM PUBLIC, curious;"
                            + " DROP ROLE curious");
        }
    }

    @Test
    void columnsOfAnyTypeAreKeptAndTheirTypesMayGoWithThem() {
        migration.run("""
                CREATE TYPE mood AS ENUM ('glad', 'sad'); CREATE TYPE pair AS (a int, b text); CREATE DOMAIN small AS int CHECK (VALUE < 9);
                CREATE TABLE users ("the id" uuid NOT NULL, part int, "Full Name" text COLLATE "C", data json, felt mood, both_of pair,
                    little small, amount numeric, seen timestamptz, raw bytea, felt_then mood[],
                    twice int GENERATED ALWAYS AS (part * 2) STORED, thrice int GENERATED ALWAYS AS (part * 3) VIRTUAL);
                CREATE UNIQUE INDEX ON users ("the id", part) INCLUDE (amount);
                ALTER TABLE users ALTER COLUMN part SET NOT NULL;
                INSERT INTO users SELECT gen_random_uuid(), i, 'N', '{"a": 1}', 'sad', ROW(i, 'x')::pair, 3, 1.10, now(), '\\x00ff', '{glad}'
                FROM generate_series(1, 50) i;
                INSERT INTO users ("the id", part, both_of) VALUES (gen_random_uuid(), 0, ROW(NULL, NULL)::pair)
                """);
        TestPlan everything = new TestPlan()
                .archive(Duration.ofDays(1))
                .expand("ALTER TABLE users ADD COLUMN name text")
                .contract("""
                        ALTER TABLE users DROP COLUMN "Full Name", DROP COLUMN data, DROP COLUMN felt, DROP COLUMN both_of,
                            DROP COLUMN little, DROP COLUMN seen, DROP COLUMN raw, DROP COLUMN felt_then, DROP COLUMN twice,
                            DROP COLUMN thrice;
                        DROP TYPE mood; DROP TYPE pair; DROP DOMAIN small
                        """);
        Call call = hiding.at100(everything);
        assertThat(migration.contract.archive(call)).isInstanceOf(Outcome.Done.class);
        migration.run("UPDATE users SET felt = 'glad', data = '{\"b\": 2}', both_of = NULL, part = 77 WHERE part = 1");

        assertThat(migration.contract.drop(TestMigration.in(call, "DROPPING"))).isInstanceOf(Outcome.Dropped.class);

        assertThat(migration.text("""
                        SELECT "Full Name" || ' ' || data || ' ' || felt || ' ' || coalesce(both_of, 'none') || ' ' || little || ' ' || raw
                               || ' ' || felt_then || ' ' || twice FROM interlock_archive.m1_1_users WHERE part = 77
                        """)).contains("N {\"b\": 2} glad none 3 \\x00ff {glad} 154");
        assertThat(migration.text("SELECT both_of FROM interlock_archive.m1_1_users WHERE part = 0"))
                .contains("(,)");
        assertThat(migration.text(
                        "SELECT generated_text FROM interlock.archive_column WHERE name = 'thrice' AND NOT stored"))
                .contains("(part * 3)");
    }

    @Test
    void partitionsAreArchivedTogetherWhateverBecomesOfThem() {
        migration.run("""
                CREATE TABLE users (id int, part int, full_name text, PRIMARY KEY (id, part)) PARTITION BY LIST (part);
                CREATE TABLE users_1 PARTITION OF users FOR VALUES IN (1);
                CREATE TABLE users_2 PARTITION OF users FOR VALUES IN (2) PARTITION BY LIST (id);
                CREATE TABLE users_2_rest PARTITION OF users_2 DEFAULT;
                CREATE TABLE users_3 PARTITION OF users FOR VALUES IN (3);
                INSERT INTO users SELECT i, i % 3 + 1, 'n' || i FROM generate_series(1, 6) i
                """);
        Call call = hiding.at100(new TestPlan()
                .archive(Duration.ofDays(1))
                .expand("ALTER TABLE users ADD COLUMN name text")
                .contract("ALTER TABLE users DROP COLUMN full_name"));
        migration.contract.archive(call);
        assertThat(migration.text(KEPT)).contains("1=n1,2=n2,3=n3,4=n4,5=n5,6=n6");

        migration.run("UPDATE users SET part = 1, full_name = 'moved' WHERE id = 1; TRUNCATE users_3");
        assertThat(migration.text(KEPT)).contains("1=moved,3=n3,4=n4,6=n6");
        migration.run("ALTER TABLE users DETACH PARTITION users_1; DROP TABLE users_1;"
                + " CREATE TABLE users_4 PARTITION OF users FOR VALUES IN (1, 4);"
                + " INSERT INTO users VALUES (10, 4, 'n10')");

        assertThat(migration.contract.drop(TestMigration.in(call, "DROPPING"))).isInstanceOf(Outcome.Dropped.class);
        assertThat(migration.text(KEPT)).contains("4=n4,10=n10");
    }

    @Test
    void aWholeTableIsKeptWithAllItsColumnsAndWhatWentWithIt() {
        migration.run("CREATE TABLE users (id int PRIMARY KEY);"
                + " CREATE TABLE old_names (user_id int REFERENCES users, at date, name text NOT NULL DEFAULT 'x', PRIMARY KEY (user_id, at));"
                + " CREATE INDEX by_name ON old_names (name);"
                + " INSERT INTO users VALUES (1); INSERT INTO old_names VALUES (1, '2026-01-01', 'ann')");
        Call call = hiding.at100(new TestPlan()
                .archive(Duration.ofDays(1))
                .hide(Duration.ofHours(1))
                .tables("users", "old_names")
                .expand("ALTER TABLE users ADD COLUMN name text")
                .contract("DROP TABLE old_names"));
        migration.contract.archive(call);
        migration.contract.hide(call);
        migration.run("INSERT INTO interlock_hidden_1_1_old_names VALUES (1, '2026-02-01', 'anna')");

        assertThat(migration.contract.drop(TestMigration.in(call, "DROPPING"))).isInstanceOf(Outcome.Dropped.class);

        assertThat(migration.text("SELECT string_agg(user_id || ' ' || at || ' ' || name, ', ' ORDER BY at)"
                        + " FROM interlock_archive.m1_1_old_names"))
                .contains("1 2026-01-01 ann, 1 2026-02-01 anna");
        assertThat(migration.text("SELECT array_to_string(definitions, '; ') FROM interlock.archive"))
                .hasValueSatisfying(text -> assertThat(text)
                        .contains("CREATE INDEX by_name ON", "FOREIGN KEY (user_id) REFERENCES public.users(id)"));
    }

    @Test
    void aTableWithoutAKeyIsRefusedBeforeAnythingIsTouchedAndOnceMoreBeforeItIsArchived() {
        migration.run("CREATE TABLE users (id int, full_name text); INSERT INTO users VALUES (1, 'n1')");
        TestPlan keyless = new TestPlan()
                .archive(Duration.ofDays(1))
                .expand("CREATE INDEX on_id ON users (id)")
                .contract("ALTER TABLE users DROP COLUMN full_name");
        Call call = hiding.at100(keyless);

        assertRefused(
                () -> migration.contract.archive(call),
                Failures.CANNOT_ARCHIVE,
                "table public.users has no unique key over columns that are NOT NULL");

        assertThat(migration.text("SELECT count(*) FROM interlock.archive")).contains("0");
        migration.run("ALTER TABLE users ADD PRIMARY KEY (id)");
        assertThat(migration.contract.archive(call)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void preflightSaysThatATableWithoutAKeyCannotBeArchived() {
        migration.run("CREATE TABLE users (id int, full_name text)");
        Call call = migration.claimed(
                new TestPlan().archive(Duration.ofDays(1)).contract("ALTER TABLE users DROP COLUMN full_name"));

        assertThat(migration.schema.preflight(TestMigration.in(call, "PREFLIGHT")))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(String.join("; ", refused.reasons()))
                                .contains("has no unique key", "give it one, or keep nothing (contract.archive: 0s)"));
    }

    @Test
    void aContractThatDropsNothingHasNothingToArchiveAndGoesThrough() {
        migration.run("CREATE TABLE users (id int, full_name text)");
        Call call = hiding.at100(new TestPlan()
                .hide(Duration.ofHours(1))
                .archive(Duration.ofDays(30))
                .expand("ALTER TABLE users ADD COLUMN name text")
                .contract("ALTER TABLE users ADD CONSTRAINT short CHECK (length(name) < 100) NOT VALID"));

        assertThat(migration.contract.archive(call))
                .isEqualTo(new Outcome.Done("the contract drops no table and no column: there is nothing to archive"));
        migration.contract.hide(call);
        assertThat(migration.contract.drop(TestMigration.in(call, "DROPPING"))).isInstanceOf(Outcome.Dropped.class);

        assertThat(migration.text("SELECT count(*) FROM pg_constraint WHERE conname = 'short'"))
                .contains("1");
        assertThatThrownBy(() -> migration.text(
                        "SELECT interlock.order_archive('restore', 'split', '', '', 'ann', 'to see what happens')"))
                .hasMessageContaining("split has no archive");
    }

    @Test
    void aTransactionThatStaysOpenIsNamedAndNothingIsMadeUntilItHasEnded() throws SQLException {
        users(3);
        Call call = hiding.at100(plan.locks(Duration.ofMillis(200), Duration.ofMillis(600)));
        try (Connection holder = migration.database.connect("holder")) {
            holder.setAutoCommit(false);
            Sql.update(holder, "UPDATE users SET note = 'mine' WHERE id = 1");

            assertRefused(() -> migration.contract.archive(call), Failures.LOCK_BUDGET, "public.users", "holder");

            assertThat(migration.text("SELECT step || ' of ' || doing FROM interlock.lock_wait"))
                    .contains("archive of public.users");
            assertThat(migration.text("SELECT count(*) FROM interlock.archive")).contains("0");
            assertThat(migration.text("SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'zzzz_interlock_archive_%'"))
                    .contains("0");
            holder.commit();
        }
        assertThat(migration.contract.archive(call)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void aRowThatSomebodyHoldsIsWaitedForByNobodyAndIsArchivedWhenItIsLetGo() throws Exception {
        users(5_000);
        Call call = hiding.at100(plan);
        migration.contract.archive(call);
        migration.run("DELETE FROM interlock.archive_fill; DELETE FROM interlock_archive.m1_1_users;"
                + " UPDATE interlock.archive SET proof = NULL");
        try (var holder = migration.database.connect("holder")) {
            holder.setAutoCommit(false);
            try (var statement = holder.createStatement()) {
                statement.execute("UPDATE users SET full_name = 'held' WHERE id = 17");
            }
            var archiving = Beside.supply(() -> migration.contract.archive(call));
            migration.await("4999", "SELECT count(*) FROM interlock_archive.m1_1_users");

            holder.commit();

            assertThat(archiving.get()).isInstanceOf(Outcome.Done.class);
        }
        assertThat(
                        migration.text(
                                "SELECT count(*) || ' ' || max(full_name) FILTER (WHERE id = 17) FROM interlock_archive.m1_1_users"))
                .contains("5000 held");
    }
}
