// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.plan.SyncRule;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.PGConnection;

/** Every statement that writes rows, from both paths: nothing lost, in parity, the written side as it was written. */
class WaysOfWritingTest {

    private static final SyncLab LAB = SyncLab.create();
    private static final String ALL = "SELECT id, full_name, first_name, last_name FROM users ORDER BY id";

    private static final SyncRule TEAM = SyncRule.of(
            "users",
            Map.of("direction", "split_part(team, ' ', 1)", "place", "split_part(team, ' ', 2)"),
            Map.of("team", "direction || ' ' || place"));

    /** When the write comes: before the guard is on, and after. */
    enum Guard {
        OFF,
        ON
    }

    @BeforeEach
    void users() {
        LAB.run(
                "DROP TABLE IF EXISTS users, renames, teams CASCADE",
                SyncLab.USERS,
                "CREATE TABLE renames (id bigint PRIMARY KEY, full_name text, first_name text, last_name text)");
    }

    @ParameterizedTest
    @EnumSource
    void copyFromBothPaths(Guard guard) throws Exception {
        Synced synced = synced(guard);

        copy("users (id, full_name)", "5\tAnna  Berg\n6\t Bo\n");
        copy("users (id, first_name, last_name)", "7\tCy Maria\tvon Ek\n8\tDi\t\\N\n");

        assertThat(LAB.rows(ALL + " OFFSET 2"))
                .containsExactly(
                        "5|Anna  Berg|Anna| Berg", "6| Bo||Bo", "7|Cy Maria von Ek|Cy Maria|von Ek", "8|Di|Di|-");
        synced.assertNothingLost();
    }

    @ParameterizedTest
    @EnumSource
    void mergeThatUpdatesInsertsAndDeletes(Guard guard) throws Exception {
        Synced synced = synced(guard);
        LAB.run(
                "INSERT INTO renames VALUES (1, 'Bo Ek', NULL, NULL), (2, NULL, 'Cy Maria', 'Ek'), (3, 'Di', NULL, NULL)");

        LAB.run("""
                MERGE INTO users u USING renames r ON u.id = r.id
                WHEN MATCHED AND r.full_name IS NOT NULL THEN UPDATE SET full_name = r.full_name
                WHEN MATCHED THEN UPDATE SET first_name = r.first_name, last_name = r.last_name
                WHEN NOT MATCHED THEN INSERT (id, full_name) VALUES (r.id, r.full_name)
                """);
        LAB.run("MERGE INTO users u USING (VALUES (1)) r (id) ON u.id = r.id WHEN MATCHED THEN DELETE");

        assertThat(LAB.rows(ALL)).containsExactly("2|Cy Maria Ek|Cy Maria|Ek", "3|Di|Di|-");
        synced.assertNothingLost();
    }

    @ParameterizedTest
    @EnumSource
    void insertOnConflictDoUpdateFromBothPaths(Guard guard) throws Exception {
        Synced synced = synced(guard);

        LAB.run(
                "INSERT INTO users (id, full_name) VALUES (1, 'Bo Ek'), (3, 'Di')"
                        + " ON CONFLICT (id) DO UPDATE SET full_name = excluded.full_name",
                "INSERT INTO users (id, first_name, last_name) VALUES (2, 'Cy Maria', 'Ek'), (4, 'Ed', NULL)"
                        + " ON CONFLICT (id) DO UPDATE SET first_name = excluded.first_name, last_name = excluded.last_name");

        assertThat(LAB.rows(ALL))
                .containsExactly("1|Bo Ek|Bo|Ek", "2|Cy Maria Ek|Cy Maria|Ek", "3|Di|Di|-", "4|Ed|Ed|-");
        synced.assertNothingLost();
    }

    @ParameterizedTest
    @EnumSource
    void insertOnConflictDoNothingWritesNothing(Guard guard) throws Exception {
        Synced synced = synced(guard);

        LAB.run(
                "INSERT INTO users (id, full_name) VALUES (1, 'Bo Ek'), (3, 'Di') ON CONFLICT DO NOTHING",
                "INSERT INTO users (id, first_name) VALUES (2, 'Cy'), (4, 'Ed') ON CONFLICT DO NOTHING");

        assertThat(LAB.rows(ALL))
                .containsExactly(
                        "1|Anna Berg|Anna|Berg", "2|Anna Maria Berg|Anna|Maria Berg", "3|Di|Di|-", "4|Ed|Ed|-");
        synced.assertNothingLost();
    }

    @ParameterizedTest
    @EnumSource
    void updateFromAndDeleteUsing(Guard guard) throws Exception {
        Synced synced = synced(guard);
        LAB.run(
                "INSERT INTO users (id, full_name) VALUES (3, 'Di Aal')",
                "INSERT INTO renames VALUES (1, 'Bo Ek', NULL, NULL), (2, NULL, 'Cy Maria', 'Ek')");

        LAB.run(
                "UPDATE users u SET full_name = r.full_name FROM renames r WHERE r.id = u.id AND r.full_name IS NOT NULL",
                "UPDATE users u SET (first_name, last_name) = (r.first_name, r.last_name) FROM renames r"
                        + " WHERE r.id = u.id AND r.full_name IS NULL",
                "DELETE FROM users u USING (VALUES (3)) gone (id) WHERE gone.id = u.id");

        assertThat(LAB.rows(ALL)).containsExactly("1|Bo Ek|Bo|Ek", "2|Cy Maria Ek|Cy Maria|Ek");
        synced.assertNothingLost();
    }

    @ParameterizedTest
    @EnumSource
    void dataModifyingWithWritesBothPathsInOneStatement(Guard guard) throws Exception {
        Synced synced = synced(guard);

        LAB.run("WITH old AS (UPDATE users SET full_name = 'Bo Ek' WHERE id = 1 RETURNING id)"
                + " UPDATE users SET first_name = 'Cy Maria', last_name = 'Ek' WHERE id = 2");

        assertThat(LAB.rows(ALL)).containsExactly("1|Bo Ek|Bo|Ek", "2|Cy Maria Ek|Cy Maria|Ek");
        synced.assertNothingLost();
    }

    @ParameterizedTest
    @EnumSource
    void foreignKeyActionsOnTheOldSide(Guard guard) throws Exception {
        LAB.run(
                "CREATE TABLE teams (name text PRIMARY KEY)",
                "INSERT INTO teams VALUES ('north pole'), ('south pole')",
                "DROP TABLE users",
                "CREATE TABLE users (id bigint PRIMARY KEY, team text REFERENCES teams ON UPDATE CASCADE"
                        + " ON DELETE SET NULL, direction text, place text)",
                "INSERT INTO users (id, team) VALUES (1, 'north pole'), (2, 'south pole')");
        Synced synced = after(guard, Synced.on(LAB, TEAM));

        LAB.run(
                "UPDATE teams SET name = 'north cape' WHERE name = 'north pole'",
                "DELETE FROM teams WHERE name LIKE 's%'");

        assertThat(LAB.rows("SELECT id, team, direction, place FROM users ORDER BY id"))
                .containsExactly("1|north cape|north|cape", "2|-|-|-");
        synced.filled().assertNothingLost();
    }

    @Test
    void foreignKeyActionsOnTheNewSide() throws Exception {
        LAB.run(
                "CREATE TABLE teams (name text PRIMARY KEY)",
                "INSERT INTO teams VALUES ('north'), ('south')",
                "DROP TABLE users",
                "CREATE TABLE users (id bigint PRIMARY KEY, team text,"
                        + " direction text REFERENCES teams ON UPDATE CASCADE ON DELETE SET NULL, place text)",
                "INSERT INTO users (id, team) VALUES (1, 'north pole'), (2, 'south pole')");
        Synced synced = Synced.on(LAB, TEAM).filled();

        LAB.run("UPDATE teams SET name = 'far north' WHERE name = 'north'", "DELETE FROM teams WHERE name = 'south'");

        assertThat(LAB.rows("SELECT id, team, direction, place FROM users ORDER BY id"))
                .containsExactly("1|far north pole|far north|pole", "2|-|-|pole");
        synced.assertNothingLost();
    }

    @ParameterizedTest
    @EnumSource
    void replicasApplyWritesOfBothPaths(Guard guard) throws Exception {
        Synced synced = synced(guard);

        LAB.run("SET session_replication_role = replica;"
                + " UPDATE users SET full_name = 'Bo Ek' WHERE id = 1;"
                + " UPDATE users SET first_name = 'Cy Maria', last_name = 'Ek' WHERE id = 2;"
                + " INSERT INTO users (id, first_name) VALUES (3, 'Di')");

        assertThat(LAB.rows(ALL)).containsExactly("1|Bo Ek|Bo|Ek", "2|Cy Maria Ek|Cy Maria|Ek", "3|Di|Di|-");
        synced.assertNothingLost();
    }

    @ParameterizedTest
    @EnumSource
    void writerUnderRowSecurityAndWithRightsOnItsColumnsOnly(Guard guard) throws Exception {
        Synced synced = synced(guard);
        LAB.run(
                "DO $$ BEGIN CREATE ROLE tenant LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
                "ALTER TABLE users ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY own ON users TO tenant USING (email = 'tenant' OR id > 10)"
                        + " WITH CHECK (first_name IS NOT NULL AND full_name <> 'forbidden')",
                "GRANT SELECT, INSERT (id, full_name, first_name, last_name, email), UPDATE (full_name) ON users TO tenant",
                "UPDATE users SET email = 'tenant' WHERE id = 1");

        try (Connection tenant = LAB.connectAs("tenant")) {
            Sql.run(tenant, "UPDATE users SET full_name = 'Bo Ek'");
            Sql.run(tenant, "INSERT INTO users (id, first_name, last_name) VALUES (11, 'Cy', 'Ek')");
            Sql.run(tenant, "INSERT INTO users (id, full_name) VALUES (12, 'Di')");
            Sql.run(
                    tenant,
                    "INSERT INTO users (id, full_name, email) VALUES (1, 'Ed Ek', 'tenant')"
                            + " ON CONFLICT (id) DO UPDATE SET full_name = excluded.full_name");
        }

        assertThat(LAB.rows(ALL))
                .containsExactly("1|Ed Ek|Ed|Ek", "2|Anna Maria Berg|Anna|Maria Berg", "11|Cy Ek|Cy|Ek", "12|Di|Di|-");
        synced.assertNothingLost();
    }

    @ParameterizedTest
    @EnumSource
    void writerWithForcedRowSecurity(Guard guard) throws Exception {
        Synced synced = synced(guard);
        LAB.run(
                "DO $$ BEGIN CREATE ROLE tenant LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
                "ALTER TABLE users ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY",
                "CREATE POLICY everybody ON users USING (id <> 2)",
                "GRANT ALL ON users TO tenant");

        try (Connection tenant = LAB.connectAs("tenant")) {
            Sql.run(tenant, "UPDATE users SET first_name = 'Bo'");
            Sql.run(tenant, "INSERT INTO users (id, full_name) VALUES (3, 'Di')");
        }

        assertThat(LAB.rows(ALL))
                .containsExactly("1|Bo Berg|Bo|Berg", "2|Anna Maria Berg|Anna|Maria Berg", "3|Di|Di|-");
        synced.assertNothingLost();
    }

    @ParameterizedTest
    @EnumSource
    void writesThroughAnUpdatableView(Guard guard) throws Exception {
        Synced synced = synced(guard);
        LAB.run("CREATE VIEW people AS SELECT id, full_name AS name, first_name FROM users");

        LAB.run(
                "UPDATE people SET name = 'Bo Ek' WHERE id = 1",
                "UPDATE people SET first_name = 'Cy' WHERE id = 2",
                "INSERT INTO people (id, name) VALUES (3, 'Di')");

        assertThat(LAB.rows(ALL)).containsExactly("1|Bo Ek|Bo|Ek", "2|Cy Maria Berg|Cy|Maria Berg", "3|Di|Di|-");
        synced.assertNothingLost();
    }

    private static Synced synced(Guard guard) throws SQLException {
        Synced synced = Synced.on(LAB, SyncLab.SPLIT);
        LAB.run("INSERT INTO users (id, full_name) VALUES (1, 'Anna Berg'), (2, 'Anna Maria Berg')");
        return after(guard, synced);
    }

    private static Synced after(Guard guard, Synced synced) throws SQLException {
        return guard == Guard.ON ? synced.filled() : synced;
    }

    private static void copy(String into, String lines) throws Exception {
        try (Connection connection = LAB.connect()) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY " + into + " FROM STDIN", new StringReader(lines));
        }
    }
}
