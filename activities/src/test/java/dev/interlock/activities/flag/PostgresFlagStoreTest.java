// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.flag;

import dev.interlock.activities.TestMigration;
import dev.interlock.activities.TestPlan;
import dev.interlock.activities.TestServer;
import dev.interlock.domain.plan.Percent;
import dev.interlock.testkit.FlagStoreContract;
import dev.interlock.workflows.port.Call;
import dev.interlock.workflows.port.FlagActivities;
import java.sql.SQLException;

final class PostgresFlagStoreTest extends FlagStoreContract {

    private final TestMigration migration = new TestMigration(TestServer.withLedger());
    private final Call claimed = migration.claimed(new TestPlan());

    @Override
    protected FlagActivities flags() {
        return migration.flags;
    }

    @Override
    protected Call call(long epoch, String phase) {
        return TestMigration.in(claimed, phase, epoch);
    }

    @Override
    protected void kill(String who, String why) {
        migration.text("SELECT percent FROM interlock.kill('split', ?, ?)", who, why);
    }

    @Override
    protected void pin() {
        try {
            migration.database.withFlag(transaction -> {
                FlagStore.pin(transaction, "split", claimed.number());
                return true;
            });
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected Percent percent() {
        return new Percent(Integer.parseInt(
                migration.text("SELECT percent FROM interlock.flag").orElseThrow()));
    }

    @Override
    protected boolean safeSideIsNew() {
        return migration
                .text("SELECT safe_side FROM interlock.flag")
                .orElseThrow()
                .equals("new");
    }
}
