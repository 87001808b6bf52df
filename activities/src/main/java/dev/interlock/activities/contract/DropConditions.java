// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.contract;

import dev.interlock.activities.ddl.Work;
import dev.interlock.activities.flag.FlagRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** What must hold inside the drop transaction itself, under its locks. */
final class DropConditions {

    private DropConditions() {}

    static Optional<DropResult> refused(Connection transaction, Work work) throws SQLException {
        Optional<FlagRow> flag =
                FlagRow.lockNow(transaction, work.row().flagKey()).filter(f -> f.migration() == work.number());
        if (flag.isEmpty()) {
            return Optional.of(
                    new DropResult.Refused("there is no flag " + work.row().flagKey() + " of this migration"));
        }
        if (!flag.get().percent().isFull() || flag.get().epoch() != work.call().epoch()) {
            return Optional.of(
                    new DropResult.Refused("the flag stands at " + flag.get().percent() + ", moved by "
                            + flag.get().actor() + ": " + flag.get().reason()));
        }
        if (!Ownership.lockNow(transaction, work)) {
            return Optional.of(new DropResult.Refused("another run has taken over"));
        }
        // Whoever registers one waits for the row that is locked now, and finds it dropped.
        return ReleaseCheck.needing(transaction, work.number()).stream()
                .findFirst()
                .map(DropResult.Refused::new);
    }
}
