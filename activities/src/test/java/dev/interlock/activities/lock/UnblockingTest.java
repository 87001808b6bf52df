// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.TestMigration;
import dev.interlock.activities.TestPlan;
import dev.interlock.activities.TestServer;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.plan.LockPolicy;
import dev.interlock.domain.plan.LockPolicy.OnBlocker;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An autovacuum cannot be had when a test wants one, so what the server says of a session is replaced. */
final class UnblockingTest {

    private static final LockPolicy POLICY =
            new LockPolicy(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1), OnBlocker.TERMINATE);

    private final TestMigration migration = new TestMigration(TestServer.withLedger());

    @Test
    void anAutovacuumThatKeepsTheDatabaseFromRunningOutOfTransactionIdsIsLeftAlone() throws SQLException {
        try (Connection session = migration.database.connect("")) {
            settle(session, "autovacuum: VACUUM public.users (to prevent wraparound)");

            assertThat(session.isValid(1)).isTrue();
        }
        assertThat(told()).get().asString().startsWith("did not terminate").contains("to prevent wraparound");
    }

    @Test
    void anyOtherAutovacuumComesBackByItself() throws SQLException {
        try (Connection session = migration.database.connect("")) {
            settle(session, "autovacuum: VACUUM public.users");

            assertThat(session.isValid(1)).isFalse();
        }
        assertThat(told()).get().asString().startsWith("terminates");
    }

    private void settle(Connection session, String query) throws SQLException {
        long number = migration.claimed(new TestPlan()).number();
        int pid = (int) Sql.number(session, "SELECT pg_backend_pid()");
        migration.run("CREATE SCHEMA fake; CREATE VIEW fake.pg_stat_activity AS SELECT pid, NULL::oid AS usesysid,"
                + " application_name, backend_start, xact_start, state, '" + query + "'::text AS query,"
                + " 'autovacuum worker'::text AS backend_type FROM pg_catalog.pg_stat_activity WHERE pid = " + pid);
        try (Connection observer = migration.database.connect("observer")) {
            Sql.run(observer, "SET search_path = fake, pg_catalog");
            Blocker blocker = Sql.first(
                            observer,
                            "SELECT " + Blockers.SESSION + " FROM pg_stat_activity a",
                            row -> new Blocker(pid, "", "", 0, query, row.getString(1)))
                    .orElseThrow();
            new Unblocking(
                            observer,
                            new LockLedger(observer, new LockTask(number, "expand", POLICY)),
                            OnBlocker.TERMINATE)
                    .settle(blocker);
        }
    }

    private Optional<String> told() {
        return migration.text("SELECT text FROM interlock.event WHERE kind = 'LOCK'");
    }
}
