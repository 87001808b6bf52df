// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.lab;

import dev.interlock.bench.figure.Side;
import java.util.List;
import java.util.Map;

/** What was taken in turn, by name. */
public record Samples(Map<String, List<Double>> byName) {

    /** @throws IllegalArgumentException when nothing was taken under this name */
    public Side of(String name) {
        return new Side(name, byName.getOrDefault(name, List.of()));
    }
}
