// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.parity.ParityCheck;
import dev.interlock.activities.sync.Progress;
import dev.interlock.activities.sync.SyncInstaller;
import dev.interlock.activities.sync.SyncLab;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.domain.plan.SyncRule;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RepairRunnerTest {

    private static final SyncLab LAB = SyncLab.create();

    private static final String ROW_5 = "SELECT full_name, first_name, last_name FROM users WHERE id = 5";

    private final RepairRunner runner = new RepairRunner(LAB.connections(), new FakeTempo());
    private final MigrationPlan plan = LAB.plan(SyncLab.SPLIT);
    private long number;

    @BeforeEach
    void usersThatSyncHasMissed() throws SQLException {
        LAB.run("DROP TABLE IF EXISTS users CASCADE", SyncLab.USERS);
        number = LAB.migration();
        new SyncInstaller(LAB.connections()).repair(number, plan, SyncLab.SHA, plan.locks(), Progress.NONE);
        LAB.run("INSERT INTO users (id, full_name) SELECT i, 'Anna Berg' || i FROM generate_series(1, 1000) i");
    }

    @Test
    void whatTheNewSideLacksIsFilledWhileSyncStaysOn() throws SQLException {
        raised();
        unsynced("INSERT INTO users (id, full_name) SELECT i, 'Bo Ek' || i FROM generate_series(1001, 3000) i");

        assertThat(repair()).isEqualTo(new Outcome.Done("made 2,000 rows right"));

        assertThat(outOfParity()).isZero();
        assertThat(LAB.row("SELECT first_name, last_name FROM users WHERE id = 2000"))
                .isEqualTo("Bo|Ek2000");
        assertThat(LAB.number("SELECT count(*) FROM interlock.conflict WHERE migration = " + number))
                .isZero();
    }

    @Test
    void whatTheNewPathMayHaveWrittenIsLeftToAPerson() throws SQLException {
        raised();
        unsynced("UPDATE users SET first_name = 'Eva', last_name = 'Ek' WHERE id = 5");

        assertThat(repair()).isEqualTo(new Outcome.Done("made 0 rows right"));

        assertThat(LAB.row(ROW_5)).isEqualTo("Anna Berg5|Eva|Ek");
    }

    @Test
    void beforeTheFirstStepTheOldSideIsRightAndWhatItReplacesIsKept() throws SQLException {
        unsynced("UPDATE users SET first_name = 'Eva', last_name = 'Ek' WHERE id = 5");

        assertThat(repair()).isEqualTo(new Outcome.Done("made 1 row right"));

        assertThat(LAB.row(ROW_5)).isEqualTo("Anna Berg5|Anna|Berg5");
        assertThat(LAB.row("SELECT winner, lost->>'first_name', lost->>'last_name', kept_row->>'row'"
                        + " FROM interlock.conflict WHERE migration = " + number))
                .isEqualTo("old|Eva|Ek|(5,\"Anna Berg5\",,,Eva,Ek)");
    }

    @Test
    void aRowThatSomebodyKeepsLockedKeepsNoOtherFromBeingMadeRight() throws SQLException {
        unsynced("INSERT INTO users (id, full_name) SELECT i, 'Bo Ek' || i FROM generate_series(1001, 1010) i");
        try (Connection somebody = LAB.connect()) {
            somebody.setAutoCommit(false);
            Sql.run(somebody, "UPDATE users SET email = 'x' WHERE id = 1003");

            assertThat(repair()).isEqualTo(new Outcome.Done("made 9 rows right"));
        }

        assertThat(repair()).isEqualTo(new Outcome.Done("made 1 row right"));
        assertThat(outOfParity()).isZero();
    }

    @Test
    void aRowThatForwardRaisesOnKeepsNoOtherFromBeingMadeRight() throws SQLException {
        LAB.run(
                "DROP TABLE IF EXISTS orders CASCADE",
                "CREATE TABLE orders (id bigint PRIMARY KEY, amount text, cents bigint)");
        MigrationPlan cents =
                LAB.plan(SyncRule.of("orders", Map.of("cents", "amount::bigint"), Map.of("amount", "cents::text")));
        new SyncInstaller(LAB.connections()).repair(number, cents, SyncLab.SHA, cents.locks(), Progress.NONE);
        unsynced("orders", "INSERT INTO orders (id, amount) VALUES (1, '12'), (2, 'twelve'), (3, '13')");

        assertThat(runner.run(number, 1, cents, Progress.NONE)).isEqualTo(new Outcome.Done("made 2 rows right"));

        assertThat(LAB.rows("SELECT id, cents FROM orders ORDER BY id")).containsExactly("1|12", "2|-", "3|13");
    }

    @Test
    void aDomainIsGivenWhatTheTriggerWouldGiveIt() throws SQLException {
        LAB.run(
                "DROP TABLE users",
                "DROP DOMAIN IF EXISTS given_name",
                "CREATE DOMAIN given_name AS varchar(20)",
                SyncLab.USERS.replace("first_name text", "first_name given_name"));
        new SyncInstaller(LAB.connections()).repair(number, plan, SyncLab.SHA, plan.locks(), Progress.NONE);
        unsynced("INSERT INTO users (id, full_name) VALUES (5, 'Bo Ek')");

        assertThat(repair()).isEqualTo(new Outcome.Done("made 1 row right"));

        assertThat(LAB.row(ROW_5)).isEqualTo("Bo Ek|Bo|Ek");
    }

    private Outcome repair() throws SQLException {
        return runner.run(number, 1, plan, Progress.NONE);
    }

    private long outOfParity() throws SQLException {
        return new ParityCheck(LAB.connections())
                .exact(number, plan, Progress.NONE)
                .rows()
                .rows();
    }

    private void raised() {
        LAB.run("INSERT INTO interlock.flag_history VALUES ('split', 2, " + number
                + ", 5000, 'old', 1, 'ann', 'step 1', clock_timestamp())");
    }

    private void unsynced(String write) {
        unsynced("users", write);
    }

    private void unsynced(String table, String write) {
        LAB.run(
                "ALTER TABLE " + table + " DISABLE TRIGGER USER",
                write,
                "ALTER TABLE " + table + " ENABLE TRIGGER USER",
                "DO $$ DECLARE t name; BEGIN FOR t IN SELECT tgname FROM pg_trigger WHERE tgrelid = '" + table
                        + "'::regclass AND tgname LIKE 'zzzz%' LOOP EXECUTE format('ALTER TABLE " + table
                        + " ENABLE ALWAYS TRIGGER %I', t); END LOOP; END $$");
    }
}
