// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import dev.interlock.activities.ledger.MigrationRow;
import dev.interlock.activities.ledger.MigrationSessions;
import dev.interlock.activities.sync.Progress;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.workflows.port.Call;

/** One attempt at a piece of schema work: who calls, what is planned, over which sessions, and how it is stopped. */
public record Work(Call call, MigrationRow row, MigrationPlan plan, MigrationSessions sessions, Heartbeats heartbeats) {

    public long number() {
        return row.number();
    }

    /** For work that reports at its own safe points. */
    public Progress progress() {
        return advance -> {
            heartbeats.check();
            heartbeats.tell(() -> advance);
        };
    }
}
