// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.parity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.sync.Progress;
import dev.interlock.activities.sync.SyncInstaller;
import dev.interlock.activities.sync.SyncLab;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.MigrationPlan;
import java.sql.SQLException;
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

        assertThat(parity.check(NUMBER, plan, Progress.NONE)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void rowsWrittenBehindSyncAreCountedAndNamed() throws Exception {
        LAB.behindSync(NUMBER, "users", "UPDATE users SET full_name = 'Bo Ek' WHERE id IN (5, 900)");

        assertThat(parity.check(NUMBER, plan, Progress.NONE))
                .isEqualTo(new Outcome.OutOfParity(2, "public.users: id=5, id=900"));
    }

    @Test
    void rowThatMovesWhileItIsLookedForIsFound() throws Exception {
        LAB.run("DELETE FROM users WHERE id BETWEEN 1 AND 50", "VACUUM users");
        LAB.behindSync(NUMBER, "users", "UPDATE users SET full_name = 'Bo Ek' WHERE id = 1000");
        LAB.run("DELETE FROM users WHERE id BETWEEN 51 AND 100", "VACUUM users");
        AtomicBoolean moved = new AtomicBoolean();

        Outcome outcome = parity.check(NUMBER, plan, advance -> {
            if (moved.compareAndSet(false, true)) {
                LAB.behindSync(NUMBER, "users", "UPDATE users SET email = 'moved' WHERE id = 1000");
            }
        });

        assertThat(outcome).isEqualTo(new Outcome.OutOfParity(1, "public.users: id=1000"));
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
        assertThat(parity.outOfParity(NUMBER, plan, Progress.NONE).rows()).isEqualTo(9);
    }

    @Test
    void revertBeforeSyncWasPutOnLosesNothing() throws Exception {
        LAB.run("ALTER TABLE users DROP COLUMN first_name CASCADE");

        assertThat(parity.heldByNewSideOnly(NUMBER + 1, plan, Progress.NONE).rows())
                .isZero();
    }
}
