// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.gateway;

/** What came of asking Temporal to start a migration. */
public sealed interface StartResult {

    record Started(String runId) implements StartResult {}

    /** The same {@code Idempotency-Key} had started it before; nothing was started now. */
    record Repeated(String runId) implements StartResult {}

    /** The same {@code Idempotency-Key} had started another plan of this id. */
    record KeyReused() implements StartResult {}

    record AlreadyRunning(String runId) implements StartResult {}
}
