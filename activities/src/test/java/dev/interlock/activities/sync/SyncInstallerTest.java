// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.plan.LockPolicy;
import dev.interlock.domain.plan.MigrationPlan;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SyncInstallerTest {

    private static final SyncLab LAB = SyncLab.create();
    private static final long NUMBER = 7;
    private static final String FUNCTIONS =
            "SELECT proname, md5(pg_get_functiondef(oid)) FROM pg_proc WHERE proname ~ '_7_1(_[0-9])?$' ORDER BY proname";
    private static final String TRIGGERS =
            "SELECT tgrelid::regclass, tgname, tgenabled, pg_get_triggerdef(oid) LIKE '%old.%' FROM pg_trigger"
                    + " WHERE tgname LIKE 'zzzz%' ORDER BY 1, 2";

    private final SyncInstaller installer = new SyncInstaller(LAB.connections());
    private final MigrationPlan plan = LAB.plan(SyncLab.SPLIT);

    @BeforeEach
    void onlyUsers() {
        LAB.run("DROP TABLE IF EXISTS users CASCADE", SyncLab.USERS);
    }

    @Test
    void installingTwiceLeavesTheSameBytes() throws Exception {
        installer.install(NUMBER, plan, SyncLab.SHA, Progress.NONE);
        List<String> once = LAB.rows(FUNCTIONS);

        installer.install(NUMBER, plan, SyncLab.SHA, Progress.NONE);

        assertThat(LAB.rows(FUNCTIONS)).hasSize(12).isEqualTo(once);
        assertThat(LAB.rows(TRIGGERS))
                .containsExactly(
                        "users|zzzz_interlock_7|A|f",
                        "users|zzzz_interlock_7_insert|A|f",
                        "users|zzzz_interlock_7_inserted|A|f");
    }

    @Test
    void waitingForALockNamesItsHolderAndGoesOnAfterwards() throws Exception {
        List<String> waited = new ArrayList<>();
        try (Connection writer = LAB.connect()) {
            writer.setAutoCommit(false);
            Sql.run(writer, "INSERT INTO users (id, full_name) VALUES (1, 'Anna Berg')");

            installer.install(NUMBER, plan, SyncLab.SHA, advance -> {
                waited.add(advance.doing());
                commit(writer);
            });
        }

        assertThat(waited).isNotEmpty();
        assertThat(waited.get(0))
                .contains("waiting for a lock on public.users, held by pid", "application application");
        assertThat(LAB.rows(TRIGGERS)).hasSize(3);
    }

    @Test
    void spentBudgetIsAnErrorThatNamesTheHolder() throws Exception {
        LockPolicy impatient = new LockPolicy(Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofSeconds(1));
        try (Connection writer = LAB.connect()) {
            writer.setAutoCommit(false);
            Sql.run(writer, "INSERT INTO users (id, full_name) VALUES (1, 'Anna Berg')");

            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() ->
                            installer.install(NUMBER, LAB.plan(impatient, SyncLab.SPLIT), SyncLab.SHA, Progress.NONE))
                    .withMessageContaining("locks.budget is spent")
                    .withMessageContaining("held by pid");
            writer.rollback();
        }
        assertThat(LAB.rows(TRIGGERS)).isEmpty();
    }

    @Test
    void guardStandsOnEveryPartition() throws Exception {
        LAB.run(
                "DROP TABLE users",
                SyncLab.USERS.replace("filler text,", "filler text, ").stripTrailing() + " PARTITION BY RANGE (id)",
                "CREATE TABLE users_1 PARTITION OF users FOR VALUES FROM (0) TO (10)",
                "CREATE TABLE users_2 PARTITION OF users FOR VALUES FROM (10) TO (20)");
        installer.install(NUMBER, plan, SyncLab.SHA, Progress.NONE);

        installer.guard(NUMBER, plan, SyncLab.SHA, Progress.NONE);
        LAB.run(
                "INSERT INTO users (id, full_name) VALUES (1, 'Anna Berg'), (11, 'Bo Ek')",
                "UPDATE users SET first_name = 'Cy' WHERE id = 11");

        assertThat(LAB.rows(TRIGGERS))
                .filteredOn(row -> row.contains("zzzz_interlock_7|"))
                .hasSize(3)
                .allMatch(row -> row.endsWith("|A|t"));
        assertThat(LAB.rows("SELECT full_name, first_name FROM users ORDER BY id"))
                .containsExactly("Anna Berg|Anna", "Cy Ek|Cy");
    }

    @Test
    void removingLeavesNothingAndMayBeRepeated() throws Exception {
        installer.install(NUMBER, plan, SyncLab.SHA, Progress.NONE);
        installer.guard(NUMBER, plan, SyncLab.SHA, Progress.NONE);

        installer.remove(NUMBER, plan, Progress.NONE);
        installer.remove(NUMBER, plan, Progress.NONE);

        assertThat(LAB.rows(TRIGGERS)).isEmpty();
        assertThat(LAB.rows(FUNCTIONS)).isEmpty();
    }

    @Test
    void oldColumnCanBeDroppedOnceSyncIsRemovedInTheSameTransaction() throws Exception {
        installer.install(NUMBER, plan, SyncLab.SHA, Progress.NONE);
        installer.guard(NUMBER, plan, SyncLab.SHA, Progress.NONE);

        try (Connection connection = LAB.connect()) {
            Sql.inTransaction(connection, transaction -> {
                SyncInstaller.removeWithin(transaction, NUMBER, plan);
                Sql.run(transaction, "ALTER TABLE users DROP COLUMN full_name");
                return true;
            });
        }

        assertThat(LAB.rows("SELECT attname FROM pg_attribute WHERE attrelid = 'users'::regclass AND attnum > 0"
                        + " AND NOT attisdropped"))
                .doesNotContain("full_name");
    }

    @Test
    void removingWhereTheTableIsGoneIsNoError() throws Exception {
        LAB.run("DROP TABLE users");

        installer.remove(NUMBER, plan, Progress.NONE);

        assertThat(LAB.rows(TRIGGERS)).isEmpty();
    }

    private static void commit(Connection connection) {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
