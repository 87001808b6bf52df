// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.sync.Progress;
import dev.interlock.activities.sync.SyncInstaller;
import dev.interlock.activities.sync.SyncLab;
import dev.interlock.domain.drift.Drift;
import dev.interlock.domain.plan.MigrationPlan;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DriftBookTest {

    private static final SyncLab LAB = SyncLab.create();

    private final long number = LAB.migration();
    private final MigrationPlan plan = LAB.plan(SyncLab.SPLIT);
    private int sequence = 100;

    @BeforeEach
    void syncedUsers() throws SQLException {
        LAB.run(
                "DROP TABLE IF EXISTS users CASCADE",
                SyncLab.USERS,
                "CREATE OR REPLACE FUNCTION team() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
                "CREATE TRIGGER team BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION team()");
        new SyncInstaller(LAB.connections()).repair(number, plan, SyncLab.SHA, plan.locks(), Progress.NONE);
    }

    @Test
    void theFirstLookTakesWhatIsThere() throws SQLException {
        assertThat(look()).isEqualTo(Drift.NONE);
        assertThat(look()).isEqualTo(Drift.NONE);
        assertThat(LAB.number("SELECT count(*) FROM interlock.fingerprint WHERE migration = " + number))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ALTER TABLE users ALTER email TYPE varchar(20) | public.users: column email was text and is character varying(20)",
                "ALTER TABLE users ALTER email SET NOT NULL | public.users: column email was text and is text NOT NULL",
                "ALTER TABLE users ALTER email SET DEFAULT '' | public.users: column email was text and is text DEFAULT ''::text",
                "ALTER TABLE users ALTER email TYPE text COLLATE \"C\" | public.users: column email was text and is text COLLATE \"C\"",
                "ALTER TABLE users DROP COLUMN email | public.users: column email is gone",
                "ALTER TABLE users ADD CHECK (id > 0) | public.users: constraint users_id_check is new: CHECK ((id > 0))",
                "CREATE UNIQUE INDEX u ON users (email) | public.users: unique index u is new: CREATE UNIQUE INDEX u ON public.users USING btree (email)",
                "CREATE TABLE orders (user_id bigint CONSTRAINT buyer REFERENCES users) | public.users: foreign key buyer of public.orders is new: FOREIGN KEY (user_id) REFERENCES public.users(id)",
                "DROP TRIGGER team ON users | public.users: function public.team() is gone; public.users: trigger team is gone",
                "CREATE OR REPLACE FUNCTION team() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END' | public.users: function public.team() was altered",
                "ALTER TABLE users ENABLE ROW LEVEL SECURITY | public.users: row security is new: on",
                "CREATE POLICY p ON users USING (id > 0) | public.users: policy p is new: FOR * PERMISSIVE TO {-} USING (id > 0)",
                "ALTER TABLE users SET UNLOGGED | public.users: table was kind r, persistence p and is kind r, persistence u",
            })
    void everyKindOfChangeIsSaid(String change, String said) throws SQLException {
        look();
        LAB.run(change);

        assertThat(look()).isEqualTo(new Drift(List.of(), List.of(said.split("; "))));
    }

    /** It decides which rows are found how fast, and none of the promises. */
    @Test
    void anIndexThatIsNotUniqueIsNoDrift() throws SQLException {
        look();
        LAB.run("CREATE INDEX by_mail ON users (email)");

        assertThat(look()).isEqualTo(Drift.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE users DISABLE TRIGGER zzzz_interlock_%1$d",
                "ALTER TABLE users ENABLE TRIGGER zzzz_interlock_%1$d_insert",
                "DROP TRIGGER zzzz_interlock_%1$d ON users",
                "DROP TRIGGER zzzz_interlock_%1$d_inserted ON users",
                "ALTER FUNCTION interlock.unsynced_%1$d_1 RESET ALL",
                "CREATE OR REPLACE FUNCTION interlock.sync_%1$d_1() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
                "DROP FUNCTION interlock.agreement_%1$d_1",
                "DROP FUNCTION interlock.is_backward_%1$d_1",
                "ALTER FUNCTION interlock.forward_%1$d_1_1 IMMUTABLE",
                "ALTER FUNCTION interlock.long_way_%1$d_1 RESET ALL"
            })
    void whateverIsDoneToTheSyncIsFoundAndPutBack(String change) throws SQLException {
        look();
        LAB.run(change.formatted(number));

        assertThat(look().sync()).isNotEmpty();
        assertThat(new SyncRepair(LAB.connections()).atOnce(number, plan, SyncLab.SHA))
                .isEqualTo("put back at once");
        assertThat(look()).isEqualTo(Drift.NONE);
    }

    @Test
    void aSyncThatCannotBePutBackAtOnceIsSaid() throws SQLException {
        look();
        LAB.run("ALTER TABLE users DISABLE TRIGGER zzzz_interlock_" + number);
        try (Connection writer = LAB.connect()) {
            Sql.run(writer, "BEGIN; INSERT INTO users (id, full_name) VALUES (1, 'Bo Ek')");

            assertThat(new SyncRepair(LAB.connections()).atOnce(number, plan, SyncLab.SHA))
                    .startsWith("not put back yet: locks.budget is spent waiting for a lock on public.users, held by");
        }
    }

    @Test
    void rewritingATableIsNoDrift() throws SQLException {
        look();
        LAB.run("VACUUM FULL users");

        assertThat(look()).isEqualTo(Drift.NONE);
    }

    @Test
    void aPartitionThatIsAttachedIsADriftOfItsTable() throws SQLException {
        LAB.run(
                "DROP TABLE users CASCADE",
                "CREATE TABLE users (id int) PARTITION BY RANGE (id)",
                "CREATE TABLE users_1 PARTITION OF users FOR VALUES FROM (0) TO (9)");
        look();
        LAB.run("CREATE TABLE users_2 PARTITION OF users FOR VALUES FROM (9) TO (20)");

        assertThat(look().theirs())
                .contains("public.users_2: table is new: kind r, persistence p, FOR VALUES FROM (9) TO (20)");
    }

    @Test
    void aChangeStandsUntilAPersonResumesFromItsHold() throws SQLException {
        look();
        LAB.run("ALTER TABLE users ADD COLUMN nick text");
        Drift added = new Drift(List.of(), List.of("public.users: column nick is new: text"));
        assertThat(look()).isEqualTo(added);

        event("COMMAND", "resume: nothing holds it", null);
        assertThat(look()).isEqualTo(added);
        event("HOLD", "DRIFT: the team has changed public.users", "held");
        assertThat(look()).isEqualTo(added);
        event("COMMAND", "pause: paused", "paused");
        assertThat(look()).isEqualTo(added);

        event("COMMAND", "resume (agreed): going on with a fresh look", null);
        assertThat(look()).isEqualTo(Drift.NONE);
        assertThat(LAB.number("SELECT count(*) FROM interlock.fingerprint WHERE migration = " + number))
                .isEqualTo(2);
    }

    @Test
    void aChangeThatWasPutBackIsNone() throws SQLException {
        look();
        LAB.run("ALTER TABLE users ADD COLUMN nick text");
        look();
        LAB.run("ALTER TABLE users DROP COLUMN nick");

        assertThat(look()).isEqualTo(Drift.NONE);
    }

    @Test
    void aBrokenSyncIsNotLetPassWithAChangeByTheTeam() throws SQLException {
        look();
        LAB.run("ALTER TABLE users ADD COLUMN nick text", "ALTER TABLE users DISABLE TRIGGER zzzz_interlock_" + number);
        look();
        event("HOLD", "DRIFT: the team has changed public.users", "held");
        event("COMMAND", "resume: going on with a fresh look", null);

        Drift drift = look();

        assertThat(drift.theirs()).isEmpty();
        assertThat(drift.sync()).hasSize(1);
    }

    @Test
    void aChangeIsLetPassByAResumeInTheRunThatGoesOnAfterTheOneThatHeld() throws SQLException {
        look();
        LAB.run("ALTER TABLE users ADD COLUMN nick text");
        look();
        event("HOLD", "DRIFT: the team has changed public.users", "held");
        begin("next", "RESULT");
        event("next", "COMMAND", "resume: going on with a fresh look", null);

        assertThat(look()).isEqualTo(Drift.NONE);
    }

    @Test
    void aChangeIsNotLetPassByAResumeInARunThatWasStartedAfterTheOneThatHeld() throws SQLException {
        look();
        LAB.run("ALTER TABLE users ADD COLUMN nick text");
        look();
        event("HOLD", "DRIFT: the team has changed public.users", "held");
        begin("next", "COMMAND");
        event("next", "COMMAND", "resume: going on with a fresh look", null);

        assertThat(look().theirs()).hasSize(1);
    }

    private void begin(String run, String kind) {
        LAB.run(
                ("INSERT INTO interlock.event (migration, run_id, sequence, at, kind, actor, verified, text, phase, percent)"
                                + " VALUES (%d, '%s', 0, now(), '%s', 'ann', true, 'a run', 'RAMPING', 0)")
                        .formatted(number, run, kind));
    }

    private void event(String kind, String text, @Nullable String hold) {
        event("run", kind, text, hold);
    }

    private void event(String run, String kind, String text, @Nullable String hold) {
        LAB.run(
                ("INSERT INTO interlock.event (migration, run_id, sequence, at, kind, actor, verified, text, phase, percent,"
                                + " hold) VALUES (%d, '%s', %d, now(), '%s', 'ann', true, '%s', 'RAMPING', 0, %s)")
                        .formatted(number, run, sequence++, kind, text, hold == null ? "NULL" : "'" + hold + "'"));
    }

    private Drift look() throws SQLException {
        try (Connection connection = LAB.connect()) {
            return Sql.inTransaction(
                    connection, transaction -> new DriftBook(transaction, number, List.of("public.users")).look());
        }
    }
}
