// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.TestMigration;
import dev.interlock.activities.TestServer;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.ddl.LockMode;
import dev.interlock.domain.plan.Scripts.Script;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The locks that a text tells of, held against those that PostgreSQL takes. */
final class ScriptLocksTest {

    private static final TestMigration MIGRATION = new TestMigration(TestServer.withLedger());

    @BeforeAll
    static void tables() {
        MIGRATION.run("CREATE TABLE users (id int PRIMARY KEY, name text, CONSTRAINT c CHECK (id > 0) NOT VALID);"
                + " CREATE INDEX users_name ON users (name);"
                + " CREATE TABLE parted (id int) PARTITION BY RANGE (id);"
                + " CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM (0) TO (10);"
                + " CREATE TABLE parted_2 (id int);"
                + " CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
                + " CREATE TRIGGER t BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION f()");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE users ADD COLUMN a text",
                "ALTER TABLE users ADD COLUMN a text NOT NULL DEFAULT 'a', ADD COLUMN b int",
                "ALTER TABLE users ADD CONSTRAINT d CHECK (id > 1) NOT VALID",
                "ALTER TABLE users VALIDATE CONSTRAINT c",
                "ALTER TABLE users DROP CONSTRAINT c",
                "ALTER TABLE users DROP COLUMN name",
                "ALTER TABLE users ALTER COLUMN name SET NOT NULL",
                "ALTER TABLE users ALTER COLUMN id TYPE bigint",
                "ALTER TABLE users RENAME COLUMN name TO label",
                "ALTER TABLE users RENAME TO people",
                "ALTER TABLE users SET (fillfactor = 70)",
                "CREATE INDEX users_both ON users (id, name)",
                "DROP INDEX users_name",
                "REINDEX INDEX users_name",
                "REINDEX TABLE users",
                "CREATE TRIGGER u BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION f()",
                "DROP TRIGGER t ON users",
                "CREATE POLICY p ON users USING (id > 0)",
                "TRUNCATE users",
                "DROP TABLE users",
                "INSERT INTO users VALUES (1, 'a')",
                "UPDATE users SET name = 'b'",
                "DELETE FROM users",
                "ALTER TABLE parted ADD COLUMN a text",
                "CREATE INDEX parted_id ON parted (id)",
                "ALTER TABLE parted DETACH PARTITION parted_1",
                "CREATE TABLE fresh (id int); CREATE INDEX fresh_id ON fresh (id)"
            })
    void everyStrongLockOnATableThatWasThereIsForeseen(String sql) throws SQLException {
        Map<String, LockMode> foreseen = new TreeMap<>();
        new ScriptLocks(new Script("expand.sql", sql, true))
                .needs()
                .forEach(need -> foreseen.put(need.relation().name(), need.mode()));

        Map<String, LockMode> taken = taken(sql);

        taken.forEach((table, mode) -> assertThat(Optional.ofNullable(foreseen.get(root(table, foreseen)))
                        .filter(known -> known.compareTo(mode) >= 0))
                .as(mode + " on " + table + ", foreseen " + foreseen)
                .isPresent());
    }

    /** LOCK TABLE of a parent takes its partitions too; an index stands for its table. */
    private static String root(String table, Map<String, LockMode> foreseen) {
        if (foreseen.containsKey("users_name")) {
            return "users_name";
        }
        return table.equals("parted_1") ? "parted" : table;
    }

    private Map<String, LockMode> taken(String sql) throws SQLException {
        Map<String, LockMode> taken = new TreeMap<>();
        try (Connection working = MIGRATION.database.connect("working");
                Connection beside = MIGRATION.database.connect("beside")) {
            working.setAutoCommit(false);
            long pid = Sql.number(working, "SELECT pg_backend_pid()");
            Sql.run(working, sql);
            Sql.list(
                            beside,
                            "SELECT c.relname || ' ' || l.mode FROM pg_locks l JOIN pg_class c ON c.oid = l.relation"
                                    + " WHERE l.pid = ? AND c.relkind IN ('r', 'p')"
                                    + " AND c.relnamespace = 'public'::regnamespace AND l.mode IN"
                                    + " ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')",
                            row -> row.getString(1).split(" "),
                            (int) pid)
                    .forEach(lock -> taken.merge(lock[0], mode(lock[1]), LockMode::stronger));
            working.rollback();
        }
        return taken;
    }

    private static LockMode mode(String name) {
        return switch (name) {
            case "ShareLock" -> LockMode.SHARE;
            case "ShareRowExclusiveLock" -> LockMode.SHARE_ROW_EXCLUSIVE;
            case "ExclusiveLock" -> LockMode.EXCLUSIVE;
            default -> LockMode.ACCESS_EXCLUSIVE;
        };
    }
}
