// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.scenario;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the ledger's audit.
 *
 * @param percent thousandths of a percent
 */
record LedgerEvent(
        long id,
        Instant at,
        String kind,
        String actor,
        String text,
        String phase,
        int percent,
        @Nullable String hold) {

    boolean isIn(String wanted) {
        return phase.equals(wanted);
    }

    /** With this event the migration comes into the phase. */
    boolean enters(String wanted) {
        return kind.equals("PHASE") && isIn(wanted);
    }

    boolean isAt(String wanted, int wholePercent) {
        return isIn(wanted) && percent == wholePercent * 1000;
    }
}
