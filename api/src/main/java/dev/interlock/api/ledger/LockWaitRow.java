// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.ledger;

import java.time.Instant;

/** Whom a migration's schema work waits for; {@code blockers} is a JSON array. */
public record LockWaitRow(
        String step,
        String doing,
        long attempts,
        long failures,
        Instant waitingSince,
        Instant seenAt,
        String blockers) {}
