// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.parity;

import static dev.interlock.activities.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.TestPlan;
import dev.interlock.activities.ledger.Failures;
import dev.interlock.activities.sync.Progress;
import dev.interlock.activities.sync.SyncInstaller;
import dev.interlock.activities.sync.SyncLab;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.domain.plan.SyncRule;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExactParityTest {

    private static final SyncLab LAB = SyncLab.create();

    private final MigrationPlan plan = LAB.plan(SyncLab.SPLIT);
    private final long number = LAB.migration();
    private final ExactParity exact =
            new ExactParity(LAB.connections(), number, plan, SyncLab.SHA, List.of("public.users"));

    @BeforeEach
    void syncedUsers() throws SQLException {
        LAB.run("DROP TABLE IF EXISTS users CASCADE", SyncLab.USERS);
        new SyncInstaller(LAB.connections()).repair(number, plan, SyncLab.SHA, plan.locks(), Progress.NONE);
        LAB.run("INSERT INTO users (id, full_name) SELECT i, 'Anna Berg' || i FROM generate_series(1, 100) i");
    }

    @Test
    void whatIsFoundInOrderIsKept() throws SQLException {
        LAB.run("SELECT interlock.keep_unsynced(" + number + ", 'public.users', 'repaired since', '{}')");
        LAB.run("UPDATE users SET first_name = 'Anna Maria', last_name = 'Berg' WHERE id = 3");

        assertThat(exact.prove(Progress.NONE))
                .asString()
                .contains("no row out of parity in ", "0 rows old-lossy, 1 row new-lossy");

        assertThat(LAB.row("SELECT old_lossy, new_lossy, unsynced, conflicts FROM interlock.parity WHERE migration = "
                        + number))
                .isEqualTo("0|1|1|0");
    }

    @Test
    void aSyncThatIsOffIsPutBackBeforeRowsAreRead() throws SQLException {
        exact.prove(Progress.NONE);
        LAB.run("DROP TRIGGER zzzz_interlock_" + number + " ON users");
        LAB.run("UPDATE users SET full_name = 'Bo Ek' WHERE id = 5");

        assertThat(exact.prove(Progress.NONE))
                .isEqualTo(new Outcome.OutOfParity(
                        1, "public.users: id=5; 1 hold values in both sides: a person decides"));

        LAB.run("UPDATE users SET full_name = 'Eva Ek' WHERE id = 5");
        assertThat(LAB.row("SELECT first_name FROM users WHERE id = 5")).isEqualTo("Eva");
        assertThat(exact.prove(Progress.NONE)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void aRowThatWasMissedIsNotOverwrittenByAnUnrelatedWrite() throws SQLException {
        LAB.run("ALTER TABLE users DISABLE TRIGGER USER");
        LAB.run("UPDATE users SET first_name = 'Eva', last_name = 'Ek' WHERE id = 5");
        exact.prove(Progress.NONE);

        LAB.run("UPDATE users SET email = 'eva@example.org' WHERE id = 5");

        assertThat(LAB.row("SELECT full_name, first_name FROM users WHERE id = 5"))
                .isEqualTo("Anna Berg5|Eva");
    }

    @Test
    void aSnapshotThatGrowsTooOldEndsItWithHowFarItCame() throws SQLException {
        TestPlan test = new TestPlan()
                .sync(SyncRule.of("users", Map.of("name", "full_name"), Map.of("full_name", "name")))
                .snapshotAge(Duration.ofNanos(1));
        LAB.run("ALTER TABLE users ADD COLUMN name text", "UPDATE users SET name = full_name");
        MigrationPlan hasty = test.in("lab");
        new SyncInstaller(LAB.connections()).repair(number, hasty, SyncLab.SHA, hasty.locks(), Progress.NONE);
        ExactParity parity = new ExactParity(LAB.connections(), number, hasty, SyncLab.SHA, List.of("public.users"));

        assertRefused(
                () -> parity.prove(Progress.NONE),
                Failures.SNAPSHOT_TOO_OLD,
                "the snapshot of exact parity is older than parity.maxSnapshotAge (0 ms): 0 of 2 blocks read, no row out"
                        + " of line so far; nothing is proven");
        assertThat(LAB.number("SELECT count(*) FROM interlock.parity WHERE migration = " + number))
                .isZero();
        LAB.awaitNone("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'parity'");
    }

    @Test
    void aChangeByTheTeamGoesBeforeTheRows() throws SQLException {
        exact.prove(Progress.NONE);
        LAB.run("ALTER TABLE users ADD COLUMN nick text");

        assertThat(exact.prove(Progress.NONE))
                .isEqualTo(new Outcome.Drifted(List.of("public.users: column nick is new: text")));
    }
}
