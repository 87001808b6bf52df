// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.plan;

/**
 * One metric rule.
 *
 * @param tolerance the ratio candidate / baseline that is still fine; only read by rate kinds
 * @param source where its numbers come from
 * @param max the highest value that is still fine; only read by {@link Kind#THRESHOLD}, {@link Kind#BLOCKED_SESSIONS}
 *     and {@link Kind#CONSISTENCY}
 */
public record GuardrailRule(
        String name, Kind kind, double tolerance, OnFail onFail, GuardrailSource source, double max) {

    /** One whose numbers its kind reads by itself, and that knows no highest value. */
    public GuardrailRule(String name, Kind kind, double tolerance, OnFail onFail) {
        this(name, kind, tolerance, onFail, new GuardrailSource.Own(), Double.POSITIVE_INFINITY);
    }

    /** Whether a FAIL is told and moves nothing. */
    public boolean onlyRecords() {
        return onFail == OnFail.RECORD;
    }

    /** The kinds that are built. A plan that asks for another one gets {@code not-yet}. */
    public enum Kind {
        ERROR_RATE,
        SLOW_SHARE,
        TABLE_SCANS,
        STATEMENT_TIME,
        BLOCKED_SESSIONS,
        PARITY,
        ZERO_TOLERANCE,
        CONSISTENCY,
        THRESHOLD,
        VERDICT;

        /** Whether it is a ratio between the two paths, so that {@code tolerance} and {@code mustExclude} mean something. */
        public boolean comparesRates() {
            return this == ERROR_RATE || this == SLOW_SHARE;
        }

        /** Whether one is too many: what is counted goes before what is estimated. */
        public boolean isCounted() {
            return this == PARITY || this == ZERO_TOLERANCE;
        }

        /**
         * Whether α bounds its false alarms: what is counted takes no chance, a limit takes the one that it was given, and somebody
         * else's verdict theirs.
         */
        public boolean sharesAlpha() {
            return comparesRates() || this == TABLE_SCANS || this == STATEMENT_TIME;
        }

        /** Whether it is a witness beside the others: a FAIL of it counts, and nothing rests on its silence. */
        public boolean onlyWitnesses() {
            return this == STATEMENT_TIME;
        }
    }

    /** What a FAIL does. */
    public enum OnFail {
        ROLLBACK,
        HOLD,
        RECORD
    }
}
