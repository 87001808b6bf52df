// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.view;

import dev.interlock.api.ledger.MigrationRow;
import dev.interlock.workflows.MigrationStatus;
import java.util.Optional;

/** Brings the ledger's row and the live status into one view; where both speak, the live status wins. */
public final class MigrationViews {

    private MigrationViews() {}

    public static MigrationView of(String database, MigrationRow row, Optional<MigrationStatus> live) {
        return live.map(status -> new MigrationView(
                        PlanPart.of(database, row), RecordPart.of(row), true, StandPart.of(status, row.evaluators())))
                .orElseGet(() -> recorded(database, row));
    }

    public static MigrationView recorded(String database, MigrationRow row) {
        return new MigrationView(PlanPart.of(database, row), RecordPart.of(row), false, StandPart.recorded(row));
    }

    /** Before the worker has written the ledger's row. */
    public static MigrationView unregistered(MigrationStatus status) {
        return new MigrationView(PlanPart.of(status), RecordPart.NONE, true, StandPart.of(status));
    }

    /** Started, and no worker has taken it yet. */
    public static MigrationView waiting(String database, String id) {
        return new MigrationView(PlanPart.unknown(database, id), RecordPart.NONE, false, StandPart.waiting());
    }
}
