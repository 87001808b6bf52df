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

    /** The migration's own database, asked with no look's transaction open. */
    sealed interface FromDatabase extends GuardrailSource permits DatabaseMeasure, DatabaseQuery, DatabasePlan {}

    /** What everybody would ask it. */
    record DatabaseMeasure(Measure measure) implements FromDatabase {}

    /** A query of the team's own, of one value, that only reads. */
    record DatabaseQuery(String sql) implements FromDatabase {}

    /** How the database would run a statement of the application; {@code $1}, {@code $2}, … stand for its values. */
    record DatabasePlan(String statement) implements FromDatabase {}

    /** A number that PostgreSQL has of itself. */
    enum Measure {
        /** For how long the oldest open transaction of the database has been open, prepared ones included, in seconds. */
        OLDEST_TRANSACTION,
        /** How far the replica that is furthest behind is behind, in seconds. */
        REPLICA_LAG,
        /** The share of dead rows in the large claimed table that has most of them, 0 to 1. */
        DEAD_TUPLES,
        /** The share of {@code max_connections} that is taken, 0 to 1. */
        CONNECTIONS
    }

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

    /** Whether something is asked before a look, which may not answer: a system outside, or a query. */
    default boolean outside() {
        return !(this instanceof Own || this instanceof Locks);
    }

    /** Whether it can be asked what it would have said at a time that is past. */
    default boolean hasPast() {
        return this instanceof PrometheusValue || this instanceof PrometheusCounts;
    }
}
