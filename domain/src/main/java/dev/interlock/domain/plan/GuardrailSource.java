// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.plan;

import java.time.Duration;

/** Where a guardrail's numbers come from. */
public sealed interface GuardrailSource {

    /** What its kind reads by itself: the evaluators' counters, or PostgreSQL. */
    record Own() implements GuardrailSource {}

    /**
     * PostgreSQL's locks.
     *
     * @param longerThan only who has waited for longer counts as blocked
     */
    record Locks(Duration longerThan) implements GuardrailSource {}

    /** Prometheus, asked for one value. */
    record PrometheusValue(QueryTemplate query) implements GuardrailSource {}

    /**
     * Prometheus, asked for what was counted of one variant within one window.
     *
     * @param errors calls that failed, or were slow
     * @param total all calls
     */
    record PrometheusCounts(QueryTemplate errors, QueryTemplate total) implements GuardrailSource {}

    /**
     * A service of the team's own.
     *
     * @param name under which the worker's configuration knows it
     */
    record Webhook(String name) implements GuardrailSource {}

    /** Whether a system has to be asked that is neither an evaluator nor the database. */
    default boolean outside() {
        return !(this instanceof Own || this instanceof Locks);
    }
}
