// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.prometheus;

import dev.interlock.domain.guardrail.SourceReading;

/** What Prometheus said to one query. */
sealed interface PrometheusAnswer {

    /** One series, or a scalar; finite. */
    record Amount(double value) implements PrometheusAnswer {}

    /** Why there is no number. */
    enum Reason {
        /** No series at all. */
        EMPTY,
        /** NaN or an infinity. */
        NOT_A_NUMBER,
        /** The query cannot be answered by one number. */
        REFUSED,
        /** Anything that is not an answer. */
        TROUBLE
    }

    /** No number. */
    record None(Reason reason, String why) implements PrometheusAnswer {

        /** The same, and what it is about. */
        None about(String what) {
            return new None(reason, what + ": " + why);
        }

        SourceReading.Silent to(String asked) {
            return switch (reason) {
                case EMPTY -> new SourceReading.Nothing(asked, why);
                case NOT_A_NUMBER -> new SourceReading.NotANumber(asked, why);
                case REFUSED -> new SourceReading.Wrong(asked, why);
                case TROUBLE -> new SourceReading.Trouble(asked, why);
            };
        }
    }

    static PrometheusAnswer empty(String why) {
        return new None(Reason.EMPTY, why);
    }

    static PrometheusAnswer notANumber(String why) {
        return new None(Reason.NOT_A_NUMBER, why);
    }

    static PrometheusAnswer refused(String why) {
        return new None(Reason.REFUSED, why);
    }

    static PrometheusAnswer trouble(String why) {
        return new None(Reason.TROUBLE, why);
    }
}
