// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.parity.RowCount;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sync of a partitioned parent: by range and below that by list, and leaves that come later. */
class PartitionedTableTest {

    private static final SyncLab LAB = SyncLab.create();
    private static final String COLUMNS =
            "id bigint, region text, full_name text NOT NULL, email text, first_name text, last_name text";
    private static final String ALL =
            "SELECT tableoid::regclass, id, full_name, first_name, last_name FROM users ORDER BY id";
    private static final String TRIGGERS =
            "SELECT tgname, tgenabled, tgqual IS NOT NULL FROM pg_trigger WHERE tgrelid = '%s'::regclass ORDER BY 1";

    @BeforeEach
    void users() {
        LAB.run(
                "DROP TABLE IF EXISTS users, users_low, users_late CASCADE",
                "CREATE TABLE users (" + COLUMNS + ", PRIMARY KEY (id, region)) PARTITION BY RANGE (id)",
                "CREATE TABLE users_low PARTITION OF users FOR VALUES FROM (0) TO (100)",
                "CREATE TABLE users_high PARTITION OF users FOR VALUES FROM (100) TO (200) PARTITION BY LIST (region)",
                "CREATE TABLE users_north PARTITION OF users_high FOR VALUES IN ('north')",
                "CREATE TABLE users_south PARTITION OF users_high FOR VALUES IN ('south')",
                "INSERT INTO users (id, region, full_name) VALUES (1, 'north', 'Anna Berg'), (101, 'north', 'Bo Ek')");
    }

    @Test
    void rowsThatMoveBetweenLeavesStaySynced() throws Exception {
        Synced synced = Synced.on(LAB, SyncLab.SPLIT);

        LAB.run(
                "UPDATE users SET id = 102 WHERE id = 1",
                "UPDATE users SET email = 'filled'",
                "UPDATE users SET region = 'south', first_name = 'Bo Maria', full_name = full_name WHERE id = 101");
        synced.filled();
        LAB.run(
                "UPDATE users SET id = 3, full_name = 'Cy Ek' WHERE id = 102",
                "UPDATE users SET id = 4 WHERE id = 101");

        assertThat(LAB.rows(ALL)).containsExactly("users_low|3|Cy Ek|Cy|Ek", "users_low|4|Bo Maria Ek|Bo Maria|Ek");
        synced.assertNothingLost();
    }

    @Test
    void writesStraightIntoALeafAreSynced() throws Exception {
        Synced synced = Synced.on(LAB, SyncLab.SPLIT).filled();

        LAB.run(
                "INSERT INTO users_south (id, region, first_name, last_name) VALUES (150, 'south', 'Cy Maria', 'Ek')",
                "UPDATE users_north SET full_name = 'Di Ek'",
                "UPDATE users_low SET last_name = 'von Berg'");

        assertThat(LAB.rows(ALL))
                .containsExactly(
                        "users_low|1|Anna von Berg|Anna|von Berg",
                        "users_north|101|Di Ek|Di|Ek",
                        "users_south|150|Cy Maria Ek|Cy Maria|Ek");
        synced.assertNothingLost();
    }

    @Test
    void leafMadeLaterIsSyncedAlways() throws Exception {
        Synced synced = Synced.on(LAB, SyncLab.SPLIT).filled();

        LAB.run(
                "CREATE TABLE users_late PARTITION OF users FOR VALUES FROM (200) TO (300)",
                "SET session_replication_role = replica;"
                        + " INSERT INTO users (id, region, full_name) VALUES (201, 'north', 'Cy Ek');"
                        + " INSERT INTO users_late (id, region, first_name) VALUES (202, 'north', 'Di')");

        assertThat(LAB.rows(ALL)).contains("users_late|201|Cy Ek|Cy|Ek", "users_late|202|Di|Di|-");
        assertThat(LAB.rows(TRIGGERS.formatted("users_late")))
                .containsExactly(
                        "zzzz_interlock_" + synced.number() + "|A|t",
                        "zzzz_interlock_" + synced.number() + "_insert|A|f",
                        "zzzz_interlock_" + synced.number() + "_inserted|A|t",
                        "zzzz_interlock_" + synced.number() + "_updated|A|t");
        synced.assertNothingLost();
    }

    /** Its columns lie in another order, and its rows were written without sync: they are told of, and filled. */
    @Test
    void leafAttachedLaterIsSyncedAndItsOldRowsAreOutOfParity() throws Exception {
        Synced synced = Synced.on(LAB, SyncLab.SPLIT);
        LAB.run(
                "CREATE TABLE users_late (last_name text, email text, id bigint NOT NULL, full_name text NOT NULL,"
                        + " first_name text, region text NOT NULL, PRIMARY KEY (id, region))",
                "INSERT INTO users_late (id, region, full_name) VALUES (201, 'north', 'Cy Ek')",
                "ALTER TABLE users ATTACH PARTITION users_late FOR VALUES FROM (200) TO (300)");

        LAB.run("INSERT INTO users (id, region, first_name, last_name) VALUES (202, 'north', 'Di Maria', 'Ek')");
        RowCount attached = synced.parity();
        synced.filled();
        LAB.run("UPDATE users SET full_name = 'Ed Ek' WHERE id = 201");

        assertThat(attached.rows()).isEqualTo(3);
        assertThat(LAB.rows(ALL)).contains("users_late|201|Ed Ek|Ed|Ek", "users_late|202|Di Maria Ek|Di Maria|Ek");
        synced.assertNothingLost();
    }

    @Test
    void detachedLeafKeepsNoSync() throws Exception {
        Synced synced = Synced.on(LAB, SyncLab.SPLIT).filled();

        LAB.run("ALTER TABLE users DETACH PARTITION users_low");

        assertThat(LAB.rows(TRIGGERS.formatted("users_low"))).isEmpty();
        synced.assertNothingLost();
    }
}
