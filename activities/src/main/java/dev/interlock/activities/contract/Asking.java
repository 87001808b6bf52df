// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.contract;

import dev.interlock.activities.ddl.Work;
import dev.interlock.domain.lifecycle.Outcome;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Asks the ledger for the outcome of a commit that gave no answer. */
final class Asking {

    private static final long BETWEEN_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Work work;

    Asking(Work work) {
        this.work = work;
    }

    /** Empty when the database does not answer. */
    Optional<Outcome> once() {
        try {
            return Optional.of(DropRecord.ask(work.sessions(), work.number()));
        } catch (SQLException e) {
            work.heartbeats().tell(() -> "asking the ledger whether the drop has committed: " + e.getMessage());
            return Optional.empty();
        }
    }

    Optional<Outcome> later() {
        LockSupport.parkNanos(BETWEEN_NANOS);
        return once();
    }
}
