// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.interlock.activities.sync.Progress;
import dev.interlock.activities.sync.SyncInstaller;
import dev.interlock.activities.sync.SyncLab;
import dev.interlock.domain.plan.MigrationPlan;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/**
 * What the cursor's rules are there for. The ledger counts what was filled by ranges; what they leave, only the final
 * pass could still find.
 */
class BackfillRulesTakenOutTest {

    private static final SyncLab LAB = SyncLab.create();

    /** Wide rows, eight to a block: some 250 blocks, which is more than the first batches take. */
    private static final String FILLED_UP = "INSERT INTO users (id, full_name, filler)"
            + " SELECT i, 'Anna Berg' || i, repeat('f', 900) FROM generate_series(1, 2000) i";

    private final MigrationPlan plan = LAB.plan(SyncLab.SPLIT);

    @Test
    void withoutTheFilesNumberARewriteMovesRowsBehindTheCursor() throws Exception {
        assertThat(leftByRangesAfterARewrite("")).isZero();
        assertThat(leftByRangesAfterARewrite(
                        "UPDATE interlock.backfill SET relfilenode = pg_relation_filenode('users') WHERE migration = "))
                .isPositive();
    }

    private long leftByRangesAfterARewrite(String unnoticed) throws Exception {
        long number = unfilled();
        LAB.run("DELETE FROM users WHERE id <= 200");
        AtomicBoolean rewritten = new AtomicBoolean();
        run(number, advance -> {
            if (rewritten.compareAndSet(false, true)) {
                LAB.run("VACUUM FULL users");
                LAB.run(unnoticed.isEmpty() ? "SELECT 1" : unnoticed + number);
            }
        });
        return 1800 - written(number);
    }

    /** A session killed before its batch has committed: the cursor went back with the rows, or it did not. */
    @Test
    void withACursorThatCommitsBeforeItsRowsAKillLeavesThemUnfilled() throws Exception {
        assertThat(leftByRangesAfterAKill("")).isZero();
        assertThat(leftByRangesAfterAKill(
                        "UPDATE interlock.backfill SET next_block = least(blocks, next_block + 20) WHERE migration = "))
                .isPositive();
    }

    private long leftByRangesAfterAKill(String committedAlone) throws Exception {
        long number = unfilled();
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> run(
                        number,
                        advance -> LAB.rows("SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
                                + " WHERE application_name = 'backfill' AND datname = current_database()")));
        LAB.run(committedAlone.isEmpty() ? "SELECT 1" : committedAlone + number);
        run(number, Progress.NONE);
        return 2000 - written(number);
    }

    private long unfilled() throws SQLException {
        LAB.run("DROP TABLE IF EXISTS users CASCADE", SyncLab.USERS, FILLED_UP);
        long number = LAB.migration();
        new SyncInstaller(LAB.connections()).install(number, plan, SyncLab.SHA, Progress.NONE);
        return number;
    }

    private void run(long number, Progress progress) throws SQLException {
        new BackfillRunner(LAB.connections(), new FakeTempo()).run(number, 1, plan, SyncLab.SHA, progress);
    }

    private static long written(long number) {
        return LAB.number("SELECT sum(rows_written) FROM interlock.backfill WHERE migration = " + number);
    }
}
