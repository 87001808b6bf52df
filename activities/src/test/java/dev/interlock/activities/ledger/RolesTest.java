// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.interlock.activities.Cluster;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The roles as they are shipped, on a cluster of their own, in production's order: roles, then the worker's ledger. */
final class RolesTest {

    private static final String DENIED = "42501";

    /** Writing a synced table calls them, so everybody may: they only add a row that says what was lost. */
    private static final List<String> EVERYBODYS = List.of("count_refused", "keep_conflict", "keep_unsynced");

    private static EmbeddedPostgres server;

    @BeforeAll
    static void freshCluster() throws IOException, SQLException {
        server = Cluster.builder().start();
        Map<String, String> passwords = Map.of(
                "SHOP_OWNER_PASSWORD", "it's the owner's",
                "SHOP_APP_PASSWORD", "app",
                "INTERLOCK_API_PASSWORD", "api",
                "INTERLOCK_KILL_PASSWORD", "kill");
        try (Connection superuser = server.getPostgresDatabase().getConnection()) {
            new PsqlFile(Path.of("../deploy/postgres/roles.sql"), passwords).run(superuser);
        }
        DatabaseSettings worker =
                new DatabaseSettings("shop", server.getJdbcUrl("shop_owner", "shop"), "shop_owner", "it's the owner's");
        LedgerRoles asInTheWorkersFile =
                new LedgerRoles(Optional.of("interlock_api"), Optional.of("interlock_kill"), List.of("shop_app"));
        try (Database database = new Database(worker)) {
            new LedgerInstaller(database, asInTheWorkersFile).install();
        }
        by("shop_owner", "CREATE TABLE users (id int PRIMARY KEY); GRANT SELECT, INSERT ON users TO shop_app");
        by("shop_owner", """
                INSERT INTO interlock.migration (id, plan_sha256, files, description, owner, tables, flag_key, started_by, run_id)
                VALUES ('split', 'sha', '{}', '', '', '{public.users}', 'split', 'ann', 'run')
                """);
        by("shop_owner", """
                INSERT INTO interlock.flag (key, migration, percent, actor, reason)
                SELECT 'split', number, 12500, 'interlock', 'step' FROM interlock.migration
                """);
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop_owner", "shop_app", "interlock_api", "interlock_kill"})
    void everyRoleIsAnOrdinaryOneWithAPassword(String role) throws SQLException {
        assertThat(all("postgres", """
                        SELECT rolcanlogin AND rolpassword LIKE 'SCRAM-SHA-256$%%' AND NOT (rolsuper OR rolcreatedb
                               OR rolcreaterole OR rolreplication OR rolbypassrls)
                        FROM pg_authid a WHERE rolname = '%s'
                        """.formatted(role))).containsExactly("t");
    }

    /** What the throttles of a backfill look at, and no more. */
    @Test
    void onlyTheWorkersRoleIsInAnotherWhichShowsItTheServersActivity() throws SQLException {
        assertThat(all("postgres", """
                        SELECT member::regrole || ' in ' || roleid::regrole FROM pg_auth_members
                        WHERE member::regrole::text IN ('shop_owner', 'shop_app', 'interlock_api', 'interlock_kill')
                        """)).containsExactly("shop_owner in pg_read_all_stats");
    }

    @Test
    void workersRoleOwnsTheDatabaseItsTablesAndTheLedger() throws SQLException {
        assertThat(all("postgres", "SELECT datdba::regrole::text FROM pg_database WHERE datname = 'shop'"))
                .containsExactly("shop_owner");
        assertThat(all("shop_owner", "SELECT nspowner::regrole::text FROM pg_namespace WHERE nspname = 'interlock'"))
                .containsExactly("shop_owner");
        assertThat(all("shop_owner", """
                        SELECT DISTINCT relowner::regrole::text FROM pg_class
                        WHERE relnamespace IN ('interlock'::regnamespace, 'public'::regnamespace)
                        """)).containsExactly("shop_owner");

        by("shop_owner", "ALTER TABLE users ADD COLUMN name text; ALTER TABLE users DROP COLUMN name");
    }

    @Test
    void apiReadsTheWholeLedger() throws SQLException {
        List<String> tables = all("postgres", """
                SELECT c.oid::regclass || ' SELECT' FROM pg_class c
                WHERE relnamespace = 'interlock'::regnamespace AND relkind = 'r' ORDER BY 1
                """);

        assertThat(tables).hasSizeGreaterThan(10);
        assertThat(tableRights("interlock_api")).isEqualTo(tables);
    }

    @Test
    void killersRoleReadsNothing() throws SQLException {
        assertThat(tableRights("interlock_kill")).isEmpty();
    }

    @Test
    void applicationReadsTheFlagAndReports() throws SQLException {
        assertThat(tableRights("shop_app")).containsExactly("interlock.flag SELECT", "users INSERT", "users SELECT");
        assertThat(functions("shop_app")).containsExactly("report");
    }

    @Test
    void onlyTheKillMayBeCalledByTheKillersRole() throws SQLException {
        assertThat(functions("interlock_kill")).containsExactly("kill");
    }

    @Test
    void apiMayKillRegisterReleasesAndAskWhoIsSilent() throws SQLException {
        assertThat(functions("interlock_api"))
                .containsExactlyInAnyOrder(
                        "kill", "add_release", "remove_release", "order_archive", "live_since", "report_every");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop_app", "interlock_api", "interlock_kill"})
    void nobodyButTheWorkerCreatesAnythingThatStays(String role) throws SQLException {
        denied(role, "CREATE TABLE public.mine (id int)");
        denied(role, "CREATE TABLE interlock.mine (id int)");
        denied(role, "CREATE SCHEMA mine");
        denied(role, "ALTER TABLE users ADD COLUMN mine int");
        denied(role, "DROP TABLE users");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop_app", "interlock_api", "interlock_kill"})
    void nobodyButTheWorkerMovesTheFlagUpOrRewritesTheAudit(String role) throws SQLException {
        denied(role, "UPDATE interlock.flag SET percent = 100000");
        denied(role, "DELETE FROM interlock.event");
    }

    @ParameterizedTest
    @ValueSource(strings = {"interlock_api", "interlock_kill"})
    void applicationsRowsAreNobodyElses(String role) throws SQLException {
        denied(role, "SELECT count(*) FROM users");
        denied(role, "INSERT INTO users VALUES (1)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"interlock_api", "interlock_kill"})
    void killWorksAndIsOnRecord(String role) throws SQLException {
        by("shop_owner", "UPDATE interlock.flag SET percent = 12500, version = version + 1");

        assertThat(all(role, "SELECT percent FROM interlock.kill('split', 'otto', 'errors')"))
                .containsExactly("0");

        assertThat(all("interlock_api", "SELECT percent FROM interlock.flag")).containsExactly("0");
        assertThat(all("interlock_api", "SELECT text FROM interlock.event ORDER BY id DESC LIMIT 1"))
                .containsExactly("kill: errors (by database role " + role + ", was at 12.5 %)");
    }

    @Test
    void withoutAPasswordNoRoleIsCreated() throws IOException, SQLException {
        try (Connection superuser = server.getPostgresDatabase().getConnection()) {
            PsqlFile unset = new PsqlFile(Path.of("../deploy/postgres/roles.sql"), Map.of());

            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> unset.run(superuser))
                    .withMessageContaining("syntax error at or near \":\"");
        }
    }

    /** Of every table that is not the catalogue's, each right that is held, by whatever way. */
    private static List<String> tableRights(String role) throws SQLException {
        return all("postgres", """
                SELECT c.oid::regclass || ' ' || wanted.privilege
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace,
                     unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN'])
                         AS wanted(privilege)
                WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND c.relkind IN ('r', 'v', 'm', 'p', 'f')
                  AND (has_table_privilege('%1$s', c.oid, wanted.privilege)
                       OR (wanted.privilege IN ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES')
                           AND has_any_column_privilege('%1$s', c.oid, wanted.privilege)))
                ORDER BY 1
                """.formatted(role));
    }

    /** That can be called, beside those that are everybody's; a trigger's function cannot. */
    private static List<String> functions(String role) throws SQLException {
        List<String> all = all("postgres", """
                SELECT p.proname FROM pg_proc p
                WHERE p.pronamespace IN ('interlock'::regnamespace, 'public'::regnamespace)
                  AND p.prorettype <> 'trigger'::regtype AND has_function_privilege('%s', p.oid, 'EXECUTE') ORDER BY 1
                """.formatted(role));
        assertThat(all).containsAll(EVERYBODYS);
        return all.stream().filter(name -> !EVERYBODYS.contains(name)).toList();
    }

    private static void denied(String role, String sql) {
        assertThatExceptionOfType(SQLException.class)
                .as(role + ": " + sql)
                .isThrownBy(() -> by(role, sql))
                .satisfies(refused -> assertThat(refused.getSQLState()).isEqualTo(DENIED));
    }

    private static void by(String role, String sql) throws SQLException {
        try (Connection connection = server.getDatabase(role, "shop").getConnection()) {
            Sql.run(connection, sql);
        }
    }

    private static List<String> all(String role, String sql) throws SQLException {
        try (Connection connection = server.getDatabase(role, "shop").getConnection()) {
            return Sql.list(connection, sql, row -> row.getString(1));
        }
    }
}
