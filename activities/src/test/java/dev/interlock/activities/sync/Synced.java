// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.backfill.BackfillRunner;
import dev.interlock.activities.parity.ParityCheck;
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
        assertThat(new BackfillRunner(lab.connections()).run(number, 1, plan, SyncLab.SHA, Progress.NONE))
                .isInstanceOf(Outcome.Done.class);
        return this;
    }

    void off() throws SQLException {
        new SyncInstaller(lab.connections()).remove(number, plan, Progress.NONE);
    }

    Outcome parity() throws SQLException {
        return new ParityCheck(lab.connections()).check(number, plan, Progress.NONE);
    }

    /** Every row in parity, and no write that had to be told of. */
    void assertNothingLost() throws SQLException {
        assertThat(parity()).isInstanceOf(Outcome.Done.class);
        assertThat(lab.rows("SELECT lost FROM interlock.conflict WHERE migration = " + number))
                .as("conflicts")
                .isEmpty();
        assertThat(lab.rows("SELECT error FROM interlock.unsynced WHERE migration = " + number))
                .as("unsynced")
                .isEmpty();
    }
}
