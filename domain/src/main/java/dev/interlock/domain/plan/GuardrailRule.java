// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.plan;

/**
 * One metric rule.
 *
 * @param tolerance the ratio candidate / baseline that is still fine; only read by rate kinds
 */
public record GuardrailRule(String name, Kind kind, double tolerance, OnFail onFail) {

    /** The kinds that are built. A plan that asks for another one gets {@code not-yet}. */
    public enum Kind {
        ERROR_RATE,
        SLOW_SHARE,
        TABLE_SCANS,
        PARITY;

        /** Whether it is a ratio between the two paths, so that {@code tolerance} and {@code mustExclude} mean something. */
        public boolean comparesRates() {
            return this == ERROR_RATE || this == SLOW_SHARE;
        }
    }

    /** What a FAIL does. */
    public enum OnFail {
        ROLLBACK,
        HOLD,
        RECORD
    }
}
