// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.statement;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What was seen of the statements of a database.
 *
 * @param absent why nothing was; the rest is empty then
 * @param covered for how long there has been no gap
 * @param gap why not for longer; empty where it began with the soak
 * @param called the statements that were called
 * @param limits what cannot be seen
 */
public record Observation(
        Optional<String> absent,
        Duration covered,
        Optional<String> gap,
        List<CalledStatement> called,
        List<String> limits) {

    public Observation {
        called = List.copyOf(called);
        limits = List.copyOf(limits);
    }

    static Observation none(String why) {
        return new Observation(Optional.of(why), Duration.ZERO, Optional.empty(), List.of(), List.of());
    }
}
