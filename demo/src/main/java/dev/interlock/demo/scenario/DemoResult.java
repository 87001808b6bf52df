// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.scenario;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one demo, and its last line under {@code --json}.
 *
 * @param longestLockWaitMs the longest that a statement of the shop stood behind a lock of ours
 * @param rollbackMs decision to last evaluator; null when nothing was rolled back
 * @param prometheusAsked looks at which a guardrail asked Prometheus; null where there is none
 */
@JsonPropertyOrder({
    "scenario",
    "state",
    "requestsServed",
    "requestsFailed",
    "writesAcknowledged",
    "writesLost",
    "longestLockWaitMs",
    "rollbackMs",
    "historyEvents",
    "prometheusAsked"
})
record DemoResult(
        String scenario,
        String state,
        long requestsServed,
        long requestsFailed,
        long writesAcknowledged,
        long writesLost,
        long longestLockWaitMs,
        @Nullable Long rollbackMs,
        long historyEvents,
        @Nullable Long prometheusAsked) {}
