// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ledger;

import java.util.Set;

/** Where a new run goes on from what an earlier one left behind. */
final class Continuation {

    private static final Set<String> ON_THE_WAY_UP = Set.of("RAMPING", "SOAKING", "HIDING", "DROPPING");

    private Continuation() {}

    /**
     * The drop's own record decides first. Where users may have been on the new path the run begins by proving 0 %;
     * everywhere else it goes on where the earlier one stood.
     */
    static String phase(MigrationRow row) {
        if (row.droppedAt().isPresent()) {
            return "DROPPED";
        }
        return ON_THE_WAY_UP.contains(row.phase()) ? "ROLLING_BACK" : row.phase();
    }
}
