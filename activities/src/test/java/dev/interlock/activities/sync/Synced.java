// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.backfill.BackfillRunner;
import dev.interlock.activities.backfill.FakeTempo;
import dev.interlock.activities.parity.ParityCheck;
import dev.interlock.activities.parity.RowCount;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.domain.plan.SyncRule;
import java.sql.SQLException;

/** One rule's sync in a lab's database, and what must hold of it whatever has written. */
final class Synced {

    private final SyncLab lab;
    private final MigrationPlan plan;
    private final long number;

    private Synced(SyncLab lab, MigrationPlan plan, long number) {
        this.lab = lab;
        this.plan = plan;
        this.number = number;
    }

    /** Sync on, unguarded. */
    static Synced on(SyncLab lab, SyncRule rule) throws SQLException {
        MigrationPlan plan = lab.plan(rule);
        Synced synced = new Synced(lab, plan, lab.migration());
        new SyncInstaller(lab.connections()).install(synced.number, plan, SyncLab.SHA, Progress.NONE);
        return synced;
    }

    long number() {
        return number;
    }

    MigrationPlan plan() {
        return plan;
    }

    /** Every row filled and the guard on. */
    Synced filled() throws SQLException {
        assertThat(new BackfillRunner(lab.connections(), new FakeTempo())
                        .run(number, 1, plan, SyncLab.SHA, Progress.NONE))
                .isInstanceOf(Outcome.Done.class);
        return this;
    }

    void off() throws SQLException {
        new SyncInstaller(lab.connections()).remove(number, plan, Progress.NONE);
    }

    RowCount parity() throws SQLException {
        return new ParityCheck(lab.connections())
                .exact(number, plan, Progress.NONE)
                .rows();
    }

    /** Every row in parity, and no write that had to be told of. */
    void assertNothingLost() throws SQLException {
        assertThat(parity().rows()).as("rows out of parity").isZero();
        assertThat(lab.rows("SELECT lost FROM interlock.conflict WHERE migration = " + number))
                .as("conflicts")
                .isEmpty();
        assertThat(lab.rows("SELECT error FROM interlock.unsynced WHERE migration = " + number))
                .as("unsynced")
                .isEmpty();
    }
}
