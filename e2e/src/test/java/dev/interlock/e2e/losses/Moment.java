// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e.losses;

import dev.interlock.e2e.stack.Ledger;
import java.util.List;

/** How far a migration has come. */
enum Moment {
    EXPANDING,
    BACKFILLING,
    AT_ZERO,
    FIRST_STEP,
    SECOND_STEP,
    AT_FULL,
    SOAKING,
    HIDING,

    /** The old names do not resolve. */
    HIDDEN,

    DROPPING;

    /** Both paths are there. */
    static final List<Moment> BEFORE_APPROVAL =
            List.of(EXPANDING, BACKFILLING, AT_ZERO, FIRST_STEP, SECOND_STEP, AT_FULL, SOAKING);

    static final List<Moment> AFTER_APPROVAL = List.of(HIDING, HIDDEN, DROPPING);

    private static final List<String> BEFORE = List.of("", "QUEUED", "PREFLIGHT");

    /** Whether a migration that stands there has come so far. */
    boolean isReachedBy(Ledger.Standing standing) {
        return !BEFORE.contains(standing.phase()) && of(standing).compareTo(this) >= 0;
    }

    private static Moment of(Ledger.Standing standing) {
        return switch (standing.phase()) {
            case "EXPANDING" -> EXPANDING;
            case "BACKFILLING" -> BACKFILLING;
            case "RAMPING" -> step(standing.percent());
            case "SOAKING" -> SOAKING;
            case "HIDING" -> standing.hidden() ? HIDDEN : HIDING;
            case "DROPPING", "DROPPED", "COMPLETED" -> DROPPING;
            default -> EXPANDING;
        };
    }

    private static Moment step(int thousandths) {
        if (thousandths == 0) {
            return AT_ZERO;
        }
        if (thousandths < LossPlan.SECOND_STEP) {
            return FIRST_STEP;
        }
        return thousandths < 100_000 ? SECOND_STEP : AT_FULL;
    }
}
