// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ledger;

import java.util.List;
import java.util.Set;

/**
 * Which phase a call may come with, given the one that the ledger last saw. Wider than the lifecycle itself: not every
 * phase calls, and a going-back is told from a late call by its epoch.
 */
final class PhaseOrder {

    private static final List<String> UPWARDS = List.of(
            "QUEUED",
            "PREFLIGHT",
            "EXPANDING",
            "BACKFILLING",
            "RAMPING",
            "SOAKING",
            "HIDING",
            "DROPPING",
            "DROPPED",
            "COMPLETED");
    private static final Set<String> BACK = Set.of("ROLLING_BACK", "ROLLED_BACK", "REVERTING", "REVERTED");
    private static final Set<String> AGAIN = Set.of("EXPANDING", "BACKFILLING", "RAMPING");
    private static final Set<String> ENDS = Set.of("COMPLETED", "REVERTED", "REJECTED");

    private PhaseOrder() {}

    static boolean mayFollow(String ledger, String call) {
        if (ledger.equals(call)) {
            return true;
        }
        if (ENDS.contains(ledger)) {
            return false;
        }
        return UPWARDS.contains(ledger) ? fromUpwards(ledger, call) : fromBack(call);
    }

    private static boolean fromUpwards(String ledger, String call) {
        int from = UPWARDS.indexOf(ledger);
        int to = UPWARDS.indexOf(call);
        if (to >= 0) {
            return to > from || soaksAgain(ledger, call);
        }
        if (call.equals("REJECTED")) {
            return from <= UPWARDS.indexOf("PREFLIGHT");
        }
        return BACK.contains(call) && from < UPWARDS.indexOf("DROPPED");
    }

    /** An attempt that did not drop falls back to HIDING, and a doubt there to SOAKING. */
    private static boolean soaksAgain(String ledger, String call) {
        return (ledger.equals("HIDING") && call.equals("SOAKING"))
                || (ledger.equals("DROPPING") && (call.equals("HIDING") || call.equals("SOAKING")));
    }

    private static boolean fromBack(String call) {
        return BACK.contains(call) || AGAIN.contains(call);
    }
}
