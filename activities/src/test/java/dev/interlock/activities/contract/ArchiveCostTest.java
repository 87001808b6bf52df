// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.TestMigration;
import dev.interlock.activities.TestPlan;
import dev.interlock.activities.TestServer;
import dev.interlock.activities.archive.ArchiveKeeper;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.workflows.port.Call;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * A batch costs its own rows, however many there are besides. What PostgreSQL counts are the rows that it read by going through a
 * whole table; it takes several batches to go through these tables, and by the statistics each of them would be cheaper so.
 */
final class ArchiveCostTest {

    private static final int ROWS = 30_000;

    private final TestMigration migration = new TestMigration(TestServer.withLedger());
    private final Hiding hiding = new Hiding(migration);
    private final TestPlan plan = new TestPlan()
            .archive(Duration.ofDays(30))
            .expand("ALTER TABLE users ADD COLUMN name text")
            .contract("ALTER TABLE users DROP COLUMN full_name");

    private Call archived() {
        migration.run("CREATE TABLE users (id int PRIMARY KEY, full_name text);"
                + " INSERT INTO users SELECT i, 'n' || i FROM generate_series(1, " + ROWS + ") i");
        Call call = hiding.at100(plan);
        assertThat(migration.contract.archive(call)).isInstanceOf(Outcome.Done.class);
        migration.run("VACUUM ANALYZE users, interlock_archive.m1_1_users");
        return call;
    }

    @Test
    void aBatchOfTheFillLooksItsRowsUpByTheKey() {
        Call call = archived();
        migration.run("UPDATE interlock.archive_fill SET next_block = 0; UPDATE interlock.archive SET proof = NULL");
        long before = readWhole("interlock_archive.m1_1_users");

        assertThat(migration.contract.archive(call)).isInstanceOf(Outcome.Done.class);

        assertThat(readWhole("interlock_archive.m1_1_users") - before)
                .as("once, by the comparison")
                .isEqualTo(ROWS);
    }

    @Test
    void aBatchOfARestoreLooksItsRowsUpByTheKey() throws SQLException {
        Call call = archived();
        assertThat(migration.contract.drop(TestMigration.in(call, "DROPPING"))).isInstanceOf(Outcome.Dropped.class);
        migration.run(
                "DELETE FROM interlock.claim; UPDATE interlock.migration SET ended_at = now(), ended_as = 'COMPLETED'");
        migration.text("SELECT interlock.order_archive('restore', 'split', '', '', 'ann', 'we need it')");
        long before = readWhole("users");

        new ArchiveKeeper(migration.database, () -> false).look();

        assertThat(migration.text("SELECT count(full_name) FROM users")).contains(String.valueOf(ROWS));
        assertThat(readWhole("users") - before)
                .as("by the two counts afterwards, and by the one above")
                .isLessThanOrEqualTo(3L * ROWS);
    }

    /** A session tells what it has read before it is gone. */
    private long readWhole(String table) {
        migration.await(
                "0",
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND application_name LIKE 'interlock:%archive%'");
        return Long.parseLong(migration
                .text("SELECT pg_stat_get_tuples_returned(?::regclass)", table)
                .orElseThrow());
    }
}
