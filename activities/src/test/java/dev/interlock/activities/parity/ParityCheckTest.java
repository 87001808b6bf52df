// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.interlock.activities.ledger.StopRequested;
import dev.interlock.activities.sync.Progress;
import dev.interlock.activities.sync.SyncInstaller;
import dev.interlock.activities.sync.SyncLab;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.domain.plan.SyncRule;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ParityCheckTest {

    private static final SyncLab LAB = SyncLab.create();
    private static final long NUMBER = 7;

    private final ParityCheck parity = new ParityCheck(LAB.connections());
    private final MigrationPlan plan = LAB.plan(SyncLab.SPLIT);

    @BeforeEach
    void syncedUsers() throws SQLException {
        LAB.run("DROP TABLE IF EXISTS users CASCADE", SyncLab.USERS);
        new SyncInstaller(LAB.connections()).install(NUMBER, plan, SyncLab.SHA, Progress.NONE);
        LAB.run("INSERT INTO users (id, full_name, filler)"
                + " SELECT i, 'Anna Berg' || i, repeat('f', 900) FROM generate_series(1, 1000) i");
    }

    @Test
    void syncedRowsAreInParityInEitherDirection() throws Exception {
        LAB.run("UPDATE users SET first_name = 'Anna Maria', last_name = 'Berg' WHERE id = 3");

        assertThat(outOfParity(Progress.NONE))
                .returns(0L, RowCount::rows)
                .returns(1L, RowCount::newLossy)
                .returns(0L, RowCount::oldLossy);
    }

    @Test
    void rowsWrittenBehindSyncAreCountedAndNamed() throws Exception {
        LAB.behindSync(NUMBER, "users", "UPDATE users SET full_name = 'Bo Ek' WHERE id IN (5, 900)");

        assertThat(outOfParity(Progress.NONE))
                .returns(2L, RowCount::rows)
                .returns("public.users: id=5, id=900", RowCount::sample);
    }

    @Test
    void rowThatMovesWhileItIsLookedForIsFound() throws Exception {
        LAB.run("DELETE FROM users WHERE id BETWEEN 1 AND 50", "VACUUM users");
        LAB.behindSync(NUMBER, "users", "UPDATE users SET full_name = 'Bo Ek' WHERE id = 1000");
        LAB.run("DELETE FROM users WHERE id BETWEEN 51 AND 100", "VACUUM users");
        AtomicBoolean moved = new AtomicBoolean();

        RowCount found = outOfParity(advance -> {
            if (moved.compareAndSet(false, true)) {
                LAB.behindSync(NUMBER, "users", "UPDATE users SET email = 'moved' WHERE id = 1000");
            }
        });

        assertThat(found).returns(1L, RowCount::rows).returns("public.users: id=1000", RowCount::sample);
    }

    @Test
    void revertWouldLoseWhatOnlyTheNewSideTellsApart() throws Exception {
        LAB.run("UPDATE users SET first_name = 'Anna Maria', last_name = 'Berg' WHERE id = 3");

        RowCount count = parity.heldByNewSideOnly(NUMBER, plan, Progress.NONE);

        assertThat(count.rows()).isEqualTo(1);
        assertThat(count.sample()).isEqualTo("public.users: id=3");
    }

    @Test
    void unfilledRowsLoseNothingByARevert() throws Exception {
        LAB.behindSync(NUMBER, "users", "UPDATE users SET first_name = NULL, last_name = NULL WHERE id < 10");

        assertThat(parity.heldByNewSideOnly(NUMBER, plan, Progress.NONE).rows()).isZero();
        assertThat(outOfParity(Progress.NONE).rows()).isEqualTo(9);
    }

    @Test
    void revertBeforeSyncWasPutOnLosesNothing() throws Exception {
        LAB.run("ALTER TABLE users DROP COLUMN first_name CASCADE");

        assertThat(parity.heldByNewSideOnly(NUMBER + 1, plan, Progress.NONE).rows())
                .isZero();
    }

    @Test
    void whatTheDropWouldLoseIsCounted() throws Exception {
        LAB.behindSync(
                NUMBER,
                "users",
                "UPDATE users SET full_name = 'Bo  ', first_name = 'Bo', last_name = ' ' WHERE id IN (5, 900)");

        assertThat(outOfParity(Progress.NONE)).returns(0L, RowCount::rows).returns(0L, RowCount::oldLossy);

        MigrationPlan lossy = LAB.plan(SyncRule.of(
                "users", Map.of("first_name", "lower(full_name)"), Map.of("full_name", "initcap(first_name)")));
        new SyncInstaller(LAB.connections()).install(NUMBER, lossy, SyncLab.SHA, Progress.NONE);
        LAB.run("TRUNCATE users", "INSERT INTO users (id, full_name) VALUES (1, 'Bo Ek'), (2, 'BO EK')");

        assertThat(parity.exact(NUMBER, lossy, Progress.NONE).rows())
                .returns(0L, RowCount::rows)
                .returns(1L, RowCount::oldLossy);
    }

    @Test
    void whatStopsTheScanEndsItsSessions() {
        assertThatExceptionOfType(StopRequested.class)
                .isThrownBy(() -> outOfParity(advance -> {
                    throw new StopRequested("enough");
                }));

        assertThat(LAB.number("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'parity'"))
                .isZero();
    }

    private RowCount outOfParity(Progress progress) throws SQLException {
        return parity.exact(NUMBER, plan, progress).rows();
    }
}
