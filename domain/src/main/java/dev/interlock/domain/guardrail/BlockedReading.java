// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import java.time.Duration;
import java.util.Optional;

/**
 * Who waits for a lock at the claimed tables.
 *
 * @param sessions that have waited for longer than the rule says; ours are not among them
 * @param longest of their waits; empty where nobody waits
 */
public record BlockedReading(int sessions, Optional<Wait> longest) {

    public static final BlockedReading NOBODY = new BlockedReading(0, Optional.empty());

    /**
     * @param table it waits at
     * @param behind those in its way, each in words; empty where they have gone meanwhile
     */
    public record Wait(Duration time, String table, String behind) {}
}
