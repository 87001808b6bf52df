// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.sync.PlannedSync;
import dev.interlock.activities.sync.Progress;
import dev.interlock.activities.sync.SyncInstaller;
import dev.interlock.activities.sync.SyncLab;
import dev.interlock.domain.guardrail.KeptRows;
import dev.interlock.domain.guardrail.OutOfParityRows;
import dev.interlock.domain.guardrail.ParityReading;
import dev.interlock.domain.guardrail.SweepCursor;
import dev.interlock.domain.plan.MigrationPlan;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ParityLookTest {

    private static final SyncLab LAB = SyncLab.create();

    private final MigrationPlan plan = LAB.plan(SyncLab.SPLIT);
    private final long number = LAB.migration();

    @BeforeEach
    void syncedUsers() throws SQLException {
        LAB.run("DROP TABLE IF EXISTS users CASCADE", SyncLab.USERS);
        install();
        LAB.run("INSERT INTO users (id, full_name, filler)"
                + " SELECT i, 'Anna Berg' || i, repeat('f', 900) FROM generate_series(1, 1000) i");
    }

    @Test
    void aTableThatCanBeReadInTimeIsReadWhole() throws SQLException {
        ParityReading reading = look(SweepCursor.START);

        assertThat(reading.rows()).isEqualTo(1_000);
        assertThat(reading.found()).isEqualTo(OutOfParityRows.NONE);
        assertThat(reading.unread()).isEmpty();
    }

    @Test
    void rowsWrittenSinceTheLastLookAreTold() throws SQLException {
        SweepCursor after = look(SweepCursor.START).next();

        LAB.run("UPDATE users SET full_name = 'Bo Ek' WHERE id <= 7");

        assertThat(look(after).recent()).isEqualTo(7);
    }

    @Test
    void rowsOutOfParityAreNamedWithTheSideThatCanBeRepaired() throws SQLException {
        LAB.behindSync(number, "users", "UPDATE users SET full_name = 'Bo Ek' WHERE id = 5");
        LAB.behindSync(number, "users", "UPDATE users SET first_name = NULL, last_name = NULL WHERE id = 900");

        OutOfParityRows found = look(SweepCursor.START).found();
        assertThat(found)
                .returns(2L, OutOfParityRows::rows)
                .returns(1L, OutOfParityRows::unfilled)
                .returns(0L, OutOfParityRows::misfits);
        assertThat(found.sentence())
                .startsWith("public.users: id=")
                .endsWith("; 1 hold nothing in the new side: repair fills them; 1 hold values in both sides: a person"
                        + " decides");
    }

    @Test
    void valueTheOldColumnIsTooShortForIsForecast() throws SQLException {
        LAB.run(
                "TRUNCATE users",
                "ALTER TABLE users ALTER full_name TYPE varchar(20)",
                "INSERT INTO users VALUES (1, 'A B')");
        install();
        LAB.behindSync(number, "users", "UPDATE users SET first_name = 'Maximiliane Constanze', last_name = 'Ek'");

        assertThat(look(SweepCursor.START).found())
                .returns(1L, OutOfParityRows::misfits)
                .returns("value too long for type character varying(20)", OutOfParityRows::misfit);
    }

    @Test
    void valueThatNothingComesBackFromIsForecast() throws SQLException {
        LAB.behindSync(number, "users", "UPDATE users SET first_name = NULL, last_name = 'Ek' WHERE id = 5");

        assertThat(look(SweepCursor.START).found().misfit()).isEqualTo("backward gives NULL for full_name");
    }

    @Test
    void valueThatTheOldColumnsCheckRefusesIsForecast() throws SQLException {
        LAB.run(
                "ALTER TABLE users ADD CONSTRAINT no_shouting CHECK (NOT jsonb_build_object(full_name, 1) ? 'BO EK' OR id > 900)");
        LAB.behindSync(number, "users", "UPDATE users SET first_name = 'BO', last_name = 'EK' WHERE id IN (5, 1000)");

        assertThat(look(SweepCursor.START).found())
                .returns(2L, OutOfParityRows::rows)
                .returns(1L, OutOfParityRows::misfits)
                .returns("CHECK no_shouting", OutOfParityRows::misfit);
    }

    @Test
    void aForecastThatFailsHidesNoRow() throws SQLException {
        LAB.behindSync(number, "users", "UPDATE users SET first_name = 'BO' WHERE id = 5");
        LAB.run("DROP FUNCTION interlock.going_back_" + number + "_1");

        assertThat(look(SweepCursor.START).found().rows()).isEqualTo(1);
    }

    @Test
    void valueThatTheOldSideHasAlreadyIsForecast() throws SQLException {
        LAB.run("CREATE UNIQUE INDEX users_full_name ON users (full_name)");
        LAB.behindSync(number, "users", "UPDATE users SET first_name = 'Anna', last_name = 'Berg9' WHERE id = 5");

        assertThat(look(SweepCursor.START).found())
                .returns(1L, OutOfParityRows::misfits)
                .returns("UNIQUE users_full_name", OutOfParityRows::misfit);
    }

    @Test
    void whatTheTriggerCouldNotCarryOverIsReadFromTheLedger() throws SQLException {
        LAB.run("SELECT interlock.keep_unsynced(" + number + ", 'public.users', 'no', '{}')");
        LAB.run("SELECT interlock.keep_conflict(" + number + ", 'public.users', 'new', '{}', '{}')");

        assertThat(look(SweepCursor.START).kept()).isEqualTo(new KeptRows(1, 1, 0));
    }

    @Test
    void aValueThatTheOldSideCannotHoldIsCountedAlthoughItsWriteIsRolledBack() throws SQLException {
        LAB.run("DROP ROLE IF EXISTS clerk", "CREATE ROLE clerk LOGIN", "GRANT SELECT, UPDATE ON users TO clerk");
        try (Connection clerk = LAB.connectAs("clerk")) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> Sql.run(clerk, "UPDATE users SET first_name = NULL WHERE id = 5"))
                    .withMessageContaining("the old side cannot hold this value");
        }

        assertThat(look(SweepCursor.START).kept()).isEqualTo(new KeptRows(0, 0, 1));
        LAB.run("REVOKE ALL ON users FROM clerk", "DROP ROLE clerk");
    }

    @Test
    void aTableThatIsLockedIsUnreadAndTheLedgerIsReadAllTheSame() throws SQLException {
        LAB.run("SELECT interlock.keep_conflict(" + number + ", 'public.users', 'new', '{}', '{}')");
        try (Connection holder = LAB.connect()) {
            Sql.run(holder, "BEGIN; LOCK TABLE users IN ACCESS EXCLUSIVE MODE");

            ParityReading reading = look(SweepCursor.START);

            assertThat(reading.unread()).isPresent();
            assertThat(reading.kept().conflicts()).isEqualTo(1);
        }
    }

    @Test
    void aSyncThatIsGoneIsUnread() throws SQLException {
        LAB.run("DROP FUNCTION interlock.agreement_" + number + "_1");

        assertThat(look(SweepCursor.START).unread().orElseThrow()).contains("agreement_" + number + "_1");
    }

    @Test
    void aLargeTableIsReadOnFromWhereTheLastLookStopped() throws SQLException {
        String more = "INSERT INTO users (id, full_name, filler)"
                + " SELECT i, 'Anna Berg' || i, repeat('f', 900) FROM generate_series(%d, %d) i";
        LAB.run(more.formatted(1001, 4000));
        LAB.behindSync(number, "users", "UPDATE users SET full_name = 'Bo Ek' WHERE id = 2000");
        LAB.run(more.formatted(4001, 6000));
        try (Connection connection = LAB.connect()) {
            long looks = Sql.inTransaction(connection, transaction -> looksUntilFound(transaction));

            assertThat(looks).isBetween(2L, 500L);
        }
    }

    private long looksUntilFound(Connection transaction) throws SQLException {
        SweepCursor cursor = SweepCursor.START;
        for (long looks = 1; ; looks++) {
            Sweep sweep = new Sweep(transaction, Duration.ofMillis(2));
            cursor = sweep.run(PlannedSync.read(transaction, number, plan, ""), cursor);
            if (sweep.found().rows() > 0 || looks > 500) {
                return looks;
            }
        }
    }

    private void install() throws SQLException {
        new SyncInstaller(LAB.connections()).install(number, plan, SyncLab.SHA, Progress.NONE);
    }

    @Test
    void sweepThatHasNoTimeAtAllStillEnds() throws SQLException {
        LAB.run("INSERT INTO users (id, full_name, filler) SELECT g, 'Eva Ek', repeat('x', 1000)"
                + " FROM generate_series(2001, 6000) AS g");
        try (Connection connection = LAB.connect()) {
            long looks = Sql.inTransaction(connection, this::looksWithoutTime);

            assertThat(looks).isBetween(2L, 500L);
        }
    }

    private long looksWithoutTime(Connection transaction) throws SQLException {
        SweepCursor cursor = SweepCursor.START;
        for (long looks = 1; ; looks++) {
            cursor = new Sweep(transaction, Duration.ZERO).run(PlannedSync.read(transaction, number, plan, ""), cursor);
            if (cursor.leaf() == 0 || looks > 500) {
                return looks;
            }
        }
    }

    private ParityReading look(SweepCursor from) throws SQLException {
        try (Connection connection = LAB.connect()) {
            Sql.run(connection, "SET lock_timeout = '200ms'");
            return Sql.inTransaction(connection, transaction -> new ParityLook(transaction, number, plan).read(from));
        }
    }
}
