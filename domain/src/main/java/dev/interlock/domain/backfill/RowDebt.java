// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.backfill;

import java.time.Duration;

/**
 * Rows that were written before their time had come. They are paid off at the rate of the moment, so that a rate that is
 * raised or lowered acts on the pause that is under way.
 *
 * @param rows not paid off yet at {@code at}
 * @param at on a clock that only ever goes forward
 */
public record RowDebt(double rows, Duration at) {

    private static final double NANOS = 1e9;

    /** Owing nothing at this moment. */
    public static RowDebt none(Duration now) {
        return new RowDebt(0, now);
    }

    /** What is left of it at {@code now}, if {@code rate} has held since it was last looked at. */
    public RowDebt paid(Rate rate, Duration now) {
        if (rate.isMax()) {
            return none(now);
        }
        double paid = rate.rowsPerSecond() * (now.minus(at).toNanos() / NANOS);
        return new RowDebt(Math.max(0, rows - paid), now);
    }

    public RowDebt plus(long written) {
        return new RowDebt(rows + written, at);
    }

    /** How long to stand still before the next row, from {@code at} on. */
    public Duration pause(Rate rate) {
        return rate.isMax() ? Duration.ZERO : Duration.ofNanos(Math.round(rows / rate.rowsPerSecond() * NANOS));
    }
}
