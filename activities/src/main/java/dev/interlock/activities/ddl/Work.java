// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import dev.interlock.activities.ledger.MigrationRow;
import dev.interlock.activities.ledger.MigrationSessions;
import dev.interlock.activities.lock.LockObserver;
import dev.interlock.activities.lock.LockTask;
import dev.interlock.activities.source.MetricSources;
import dev.interlock.activities.sync.Progress;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.workflows.port.Call;
import java.sql.SQLException;

/** One attempt at a piece of schema work: who calls, what is planned, over which sessions, whom its looks ask, and how it is stopped. */
public record Work(
        Call call,
        MigrationRow row,
        MigrationPlan plan,
        MigrationSessions sessions,
        MetricSources sources,
        Heartbeats heartbeats) {

    public long number() {
        return row.number();
    }

    Work over(MigrationSessions others) {
        return new Work(call, row, plan, others, sources, heartbeats);
    }

    /** Of this work's locks; to be closed by the caller. */
    public LockObserver observer(String step) throws SQLException {
        return LockObserver.open(sessions, new LockTask(number(), step, plan.locks()));
    }

    /** For work that reports at its own safe points. */
    public Progress progress() {
        return advance -> {
            heartbeats.check();
            heartbeats.tell(() -> advance);
        };
    }
}
