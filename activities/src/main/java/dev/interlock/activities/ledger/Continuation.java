// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ledger;

import java.util.Set;

/** Where a new run goes on from what an earlier one left behind. */
final class Continuation {

    private static final Set<String> UNTOUCHED = Set.of("QUEUED", "PREFLIGHT");

    private Continuation() {}

    /** What the new run is told. The drop's own record decides before the phase that was last seen. */
    static String left(MigrationRow row) {
        return row.droppedAt().isPresent() ? "DROPPED" : row.phase();
    }

    /** Where the ledger stands from now on: unless nothing was touched, 0 % is proven first. */
    static String phase(MigrationRow row) {
        if (row.droppedAt().isPresent()) {
            return "DROPPED";
        }
        return UNTOUCHED.contains(row.phase()) ? "QUEUED" : "ROLLING_BACK";
    }
}
