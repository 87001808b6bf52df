// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.archive;

import dev.interlock.activities.ddl.Work;
import dev.interlock.activities.metric.BesideLook;
import dev.interlock.domain.lifecycle.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Looks at the guardrails between two batches, as often as a step is looked at. Not thread-safe. */
final class Looks {

    private final Work work;
    private final BesideLook look;
    private long lastNanos;

    Looks(Work work, String process) {
        this.work = work;
        this.look = new BesideLook(
                work.call(),
                work.plan(),
                work.row().sha256(),
                work.row().tables(),
                work.sessions(),
                work.sources(),
                process);
        this.lastNanos = System.nanoTime();
    }

    Optional<Outcome> whenDue() throws SQLException {
        if (System.nanoTime() - lastNanos < work.plan().ramp().lookEvery().toNanos()) {
            return Optional.empty();
        }
        lastNanos = System.nanoTime();
        try (Connection connection = work.sessions().open("gate")) {
            return look.take(connection);
        }
    }
}
