// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import java.time.Instant;

/**
 * Standing still at the present percentage, with a reason.
 *
 * @param since from when deadlines are shifted
 * @param watched false once even looking has failed, so that it is not begun again and again
 */
public record Hold(Kind kind, String reason, Instant since, boolean watched) {

    public Hold(Kind kind, String reason, Instant since) {
        this(kind, reason, since, true);
    }

    Hold unwatched(String why) {
        return new Hold(kind, reason + "; not watched: " + why, since, false);
    }

    /** Why it stands. */
    public enum Kind {
        PAUSE,
        FAULT,
        INCONCLUSIVE,
        NO_DATA,
        GUARDRAIL,
        DRIFT,
        PARITY,
        UNSURE,
        APPROVAL,
        GATE,
        LATE_READER,
        EVALUATORS
    }
}
