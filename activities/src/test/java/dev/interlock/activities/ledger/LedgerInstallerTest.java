// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.activities.TestMigration;
import dev.interlock.activities.TestServer;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LedgerInstallerTest {

    private final Database database = TestServer.empty();
    private final TestMigration sql = new TestMigration(database);

    @Test
    void installingTwiceChangesNothing() throws SQLException {
        new LedgerInstaller(database, LedgerRoles.NONE).install();

        new LedgerInstaller(database, LedgerRoles.NONE).install();

        assertThat(sql.text("SELECT count(*) FROM interlock.ledger_history WHERE version IS NOT NULL"))
                .contains("1");
    }

    @Test
    void aRoleThatDoesNotExistIsNamedBeforeAnythingIsTouched() {
        LedgerRoles roles = new LedgerRoles(Optional.of("nobody_here"), Optional.empty(), List.of());

        assertThatThrownBy(() -> new LedgerInstaller(database, roles).install())
                .isInstanceOf(LedgerNotInstalled.class)
                .hasMessageContaining("nobody_here");
        assertThat(sql.text("SELECT to_regnamespace('interlock')::text")).isEmpty();
    }

    @Test
    void aRoleWithoutTheRightToCreateASchemaIsToldWhatToGrant() {
        sql.run("DROP ROLE IF EXISTS poor; CREATE ROLE poor LOGIN");
        Database poor = TestServer.as(database, "poor", "");

        assertThatThrownBy(() -> new LedgerInstaller(poor, LedgerRoles.NONE).install())
                .hasMessageContaining("GRANT CREATE ON DATABASE " + database.name() + " TO poor");
    }

    @Test
    void theApplicationsRoleReportsAndReadsTheFlagAndNothingElse() throws SQLException {
        sql.run("DROP ROLE IF EXISTS shop_app; CREATE ROLE shop_app LOGIN");
        LedgerRoles roles = new LedgerRoles(Optional.empty(), Optional.empty(), List.of("shop_app"));
        new LedgerInstaller(database, roles).install();

        TestMigration application = new TestMigration(TestServer.as(database, "shop_app", ""));

        assertThat(application.text("SELECT count(*) FROM interlock.flag")).contains("0");
        assertThat(application.text("SELECT count(*) FROM interlock.report('f', 'i', gen_random_uuid(), 1, 0,"
                        + " array_fill(0::bigint, ARRAY[12]), false)"))
                .contains("0");
        assertThatThrownBy(() -> application.text("SELECT count(*) FROM interlock.migration"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> application.text("SELECT count(*) FROM interlock.kill('f', 'i', 'w')"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void theApisRoleReadsAllAndKillsAndChangesNothing() throws SQLException {
        sql.run("DROP ROLE IF EXISTS http; CREATE ROLE http LOGIN");
        new LedgerInstaller(database, new LedgerRoles(Optional.of("http"), Optional.empty(), List.of())).install();

        TestMigration api = new TestMigration(TestServer.as(database, "http", ""));

        assertThat(api.text("SELECT count(*) FROM interlock.event")).contains("0");
        assertThatThrownBy(() -> api.text("SELECT percent FROM interlock.kill('none', 'i', 'w')"))
                .hasMessageContaining("no flag none");
        assertThatThrownBy(() -> api.run("UPDATE interlock.flag SET percent = 100000"))
                .hasMessageContaining("permission denied");
    }
}
