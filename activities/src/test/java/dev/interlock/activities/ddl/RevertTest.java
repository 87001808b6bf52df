// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.activities.TestMigration;
import dev.interlock.activities.TestPlan;
import dev.interlock.activities.TestServer;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.Percent;
import dev.interlock.domain.plan.SyncRule;
import dev.interlock.workflows.port.Call;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RevertTest {

    private final TestMigration migration = new TestMigration(TestServer.withLedger());
    private final TestPlan plan = new TestPlan()
            .sync(SyncRule.of("users", Map.of("name", "upper(full_name)"), Map.of("full_name", "name")))
            .expand("ALTER TABLE users ADD COLUMN name text")
            .revert("ALTER TABLE users DROP COLUMN name");

    @BeforeEach
    void aTable() {
        migration.run("CREATE TABLE users (id int PRIMARY KEY, full_name text);"
                + " INSERT INTO users SELECT i, 'N' || i FROM generate_series(1, 100) i");
    }

    @Test
    void revertTakesSyncOffAndUndoesTheExpand() {
        Call call = expanded();
        migration.schema.backfill(TestMigration.in(call, "BACKFILLING"));

        Outcome outcome = migration.schema.revert(TestMigration.in(call, "REVERTING"), false);

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(migration.text(
                        "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgrelid = 'users'::regclass"))
                .contains("0");
        assertThat(migration.text("SELECT count(*) FROM information_schema.columns WHERE table_name = 'users'"))
                .contains("2");
    }

    @Test
    void revertingTwiceChangesNothingMore() {
        Call reverting = TestMigration.in(expanded(), "REVERTING");
        migration.schema.revert(reverting, false);

        assertThat(migration.schema.revert(reverting, false)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void revertIsRefusedWithTheCountOfRowsThatItWouldLose() {
        Call call = expanded();
        migration.schema.backfill(TestMigration.in(call, "BACKFILLING"));
        migration.run("UPDATE users SET name = 'only here ' || id WHERE id <= 3");

        Outcome outcome = migration.schema.revert(TestMigration.in(call, "REVERTING"), false);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.reasons())
                                .singleElement()
                                .asString()
                                .startsWith("3 rows"));
        assertThat(migration.text("SELECT count(name) FROM users")).contains("100");
    }

    @Test
    void aTableWithoutAKeyIsExpandedFilledProvenAndRevertedWithItsRowsNamedByTheirPlaces() {
        migration.run("ALTER TABLE users DROP CONSTRAINT users_pkey; INSERT INTO users VALUES (100, 'N100')");
        Call call = expanded();
        migration.schema.backfill(TestMigration.in(call, "BACKFILLING"));
        assertThat(migration.schema.parity(TestMigration.in(call, "RAMPING"))).isInstanceOf(Outcome.Done.class);
        migration.run("UPDATE users SET name = 'only here' WHERE id = 7;"
                + " UPDATE interlock.migration SET phase = 'ROLLED_BACK'");
        String place = migration.text("SELECT ctid FROM users WHERE id = 7").orElseThrow();

        assertThat(migration.schema.revert(TestMigration.in(call, "REVERTING"), false))
                .isEqualTo(
                        new Outcome.Refused(List.of("1 row with values in the new side that the old side does not give"
                                + " back, such as public.users: ctid=" + place + "; a revert would lose it")));

        migration.run("UPDATE users SET name = upper(full_name)");
        assertThat(migration.schema.revert(TestMigration.in(call, "REVERTING"), false))
                .isInstanceOf(Outcome.Done.class);
        assertThat(migration.text("SELECT count(*) FROM users")).contains("101");
    }

    @Test
    void revertIsRefusedWhileTheFlagIsUp() {
        Call call = expanded();
        migration.flags.raise(TestMigration.in(call, "RAMPING"), Percent.of(5));
        migration.run("UPDATE interlock.migration SET phase = 'ROLLED_BACK'");

        Outcome outcome = migration.schema.revert(TestMigration.in(call, "REVERTING"), false);

        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void aDerivedRevertUndoesOnlyWhatAPartlyAppliedExpandHasAdded() {
        Call call = failedExpand(new TestPlan()
                .expand("ALTER TABLE users ADD COLUMN a text")
                .expand("ALTER TABLE users ADD COLUMN full_name text")
                .expand("ALTER TABLE users ADD COLUMN c text")
                .derivesItsRevert());

        Outcome outcome = migration.schema.revert(TestMigration.in(call, "REVERTING"), false);

        assertThat(outcome).isEqualTo(new Outcome.Done("sync is off; 1 revert script applied now"));
        assertThat(columns()).contains("id,full_name");
    }

    @Test
    void aDerivedRevertLeavesAloneWhatAnotherHasBuiltUnderTheSameName() {
        migration.run("CREATE INDEX users_name ON users (id, full_name)");
        Call call = failedExpand(new TestPlan()
                .expand("ALTER TABLE users ADD COLUMN a text")
                .expandOutsideTransaction("CREATE INDEX CONCURRENTLY users_name ON users (full_name)")
                .derivesItsRevert());

        migration.schema.revert(TestMigration.in(call, "REVERTING"), false);

        assertThat(columns()).contains("id,full_name");
        assertThat(migration.text("SELECT to_regclass('users_name')::text")).contains("users_name");
    }

    @Test
    void aDerivedRevertUndoesAnIndexWhoseBuildWasCutOff() {
        Call call = TestMigration.in(
                migration.claimed(new TestPlan()
                        .expand("ALTER TABLE users ADD COLUMN a text")
                        .expandOutsideTransaction("CREATE UNIQUE INDEX CONCURRENTLY users_name ON users (full_name)")
                        .derivesItsRevert()),
                "EXPANDING");
        migration.schema.expand(call);
        migration.run("UPDATE interlock.script SET done_at = NULL WHERE file = 'expand/2.sql';"
                + " UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'users_name'::regclass");

        Outcome outcome = migration.schema.revert(TestMigration.in(call, "REVERTING"), false);

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(migration.text("SELECT to_regclass('users_name')::text")).isEmpty();
        assertThat(columns()).contains("id,full_name");
    }

    @Test
    void revertIsRefusedWithTheCountsOfWhatNoSyncKeeps() {
        Call call = TestMigration.in(
                migration.claimed(new TestPlan()
                        .expand("ALTER TABLE users ADD COLUMN nick text, ADD COLUMN tone text DEFAULT 'warm',"
                                + " ADD COLUMN length int GENERATED ALWAYS AS (length(full_name)) STORED;"
                                + " CREATE TABLE nicks (id int)")
                        .derivesItsRevert()),
                "EXPANDING");
        migration.schema.expand(call);
        migration.run("UPDATE users SET nick = 'x' WHERE id <= 2; UPDATE users SET tone = 'cold' WHERE id = 7;"
                + " INSERT INTO nicks VALUES (1), (2), (3), (4)");

        Outcome outcome = migration.schema.revert(TestMigration.in(call, "REVERTING"), false);

        assertThat(outcome)
                .isEqualTo(new Outcome.Refused(List.of(
                        "4 rows with a value in the table public.nicks, which the old side does not give back; a revert"
                                + " would lose it",
                        "1 row with a value in the column public.users.tone, which the old side does not give back; a"
                                + " revert would lose it",
                        "2 rows with a value in the column public.users.nick, which the old side does not give back; a"
                                + " revert would lose it")));
        assertThat(columns()).contains("id,full_name,nick,tone,length");
    }

    @Test
    void whatOnlyTheNewShapeHoldsIsArchivedAndGoesOnceThatIsApproved() {
        Call call = TestMigration.in(
                migration.claimed(new TestPlan()
                        .archive(Duration.ofDays(30))
                        .expand("ALTER TABLE users ADD COLUMN nick text, ADD COLUMN tone text DEFAULT 'warm';"
                                + " CREATE TABLE nicks (id int PRIMARY KEY, of_user int)")
                        .derivesItsRevert()),
                "EXPANDING");
        migration.schema.expand(call);
        migration.run("UPDATE users SET nick = 'x' WHERE id <= 2; INSERT INTO nicks VALUES (1, 1), (2, 2)");
        Call reverting = TestMigration.in(call, "REVERTING");

        Outcome asked = migration.schema.revert(reverting, false);

        assertThat(asked).isInstanceOfSatisfying(Outcome.GateOpen.class, open -> {
            assertThat(String.join(", ", open.objects()))
                    .contains(
                            "table public.nicks (2 rows",
                            "column public.users.nick, column public.users.tone (100 rows");
            assertThat(String.join("; ", open.unknown()))
                    .contains(
                            "2 rows with a value in the table public.nicks",
                            "2 rows with a value in the column public.users.nick");
        });
        assertThat(columns()).contains("id,full_name,nick,tone");
        migration.run("UPDATE users SET nick = 'since' WHERE id = 9; DELETE FROM nicks WHERE id = 1");
        assertThat(migration.schema.revert(reverting, true)).isInstanceOf(Outcome.Done.class);
        assertThat(columns()).contains("id,full_name");
        assertThat(migration.text("SELECT to_regclass('nicks')::text")).isEmpty();
        assertThat(
                        migration.text(
                                "SELECT string_agg(id || nick, ',' ORDER BY id) FROM interlock_archive.m1_2_users WHERE nick IS NOT NULL"))
                .contains("1x,2x,9since");
        assertThat(migration.text("SELECT string_agg(id::text, ',') FROM interlock_archive.m1_1_nicks"))
                .contains("2");
        assertThat(
                        migration.text(
                                "SELECT count(*) FROM interlock.archive WHERE taken_by = 'revert' AND until > now() + interval '29 days'"))
                .contains("2");
        assertThat(migration.text("SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'zzzz_interlock_archive_%'"))
                .contains("0");
    }

    @Test
    void aRevertThatWasApprovedTwiceIsOneRevert() {
        Call call = TestMigration.in(
                migration.claimed(new TestPlan()
                        .archive(Duration.ofDays(30))
                        .expand("ALTER TABLE users ADD COLUMN nick text")
                        .derivesItsRevert()),
                "EXPANDING");
        migration.schema.expand(call);
        migration.run("UPDATE users SET nick = 'x' WHERE id <= 2");
        Call reverting = TestMigration.in(call, "REVERTING");
        migration.schema.revert(reverting, false);
        migration.schema.revert(reverting, true);

        assertThat(migration.schema.revert(reverting, true)).isInstanceOf(Outcome.Done.class);

        assertThat(migration.text("SELECT count(*) || ' ' || count(sealed_at) FROM interlock.archive"))
                .contains("1 1");
        assertThat(migration.text("SELECT count(nick) FROM interlock_archive.m1_1_users"))
                .contains("2");
    }

    @Test
    void revertIsRefusedWhileACallIsInFlightOnTheNewPath() {
        Call call = expanded();
        migration.text("""
                SELECT interlock.report('split', 'shop-1', '00000000-0000-0000-0000-000000000001', f.version, 0,
                    ARRAY[0, 0, 0, 0, 0, 0, 5, 4, 0, 0, 1, 20]::bigint[], false)::text FROM interlock.flag f
                """);

        assertThat(migration.schema.revert(TestMigration.in(call, "REVERTING"), false))
                .isEqualTo(new Outcome.Refused(List.of("shop-1 has 1 call in flight on the new path")));
        assertThat(migration.text("SELECT open || ' ' || gate FROM interlock.evidence ORDER BY id DESC LIMIT 1"))
                .contains("false REVERTING");
    }

    private Call failedExpand(TestPlan failing) {
        Call call = TestMigration.in(migration.claimed(failing), "EXPANDING");
        assertThatThrownBy(() -> migration.schema.expand(call)).isInstanceOf(ApplicationFailure.class);
        return call;
    }

    private Optional<String> columns() {
        return migration.text("SELECT string_agg(column_name, ',' ORDER BY ordinal_position)"
                + " FROM information_schema.columns WHERE table_name = 'users'");
    }

    private Call expanded() {
        Call call = TestMigration.in(migration.claimed(plan), "EXPANDING");
        migration.schema.expand(call);
        return call;
    }
}
