// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.backfill;

import dev.interlock.domain.backfill.Rate;
import org.jspecify.annotations.Nullable;

/**
 * How one table's backfill goes at this moment.
 *
 * @param rowsPerSecond of late
 * @param secondsLeft at the speed of late; null while nothing moves
 * @param rate the one in force, ordered or planned
 * @param waitsFor the limit that it stands still for, or null
 */
record Pace(
        double rowsPerSecond,
        @Nullable Long secondsLeft,
        Rate rate,
        @Nullable String waitsFor) {}
