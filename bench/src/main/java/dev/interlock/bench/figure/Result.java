// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.figure;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one run saw.
 *
 * @param name the measurement's, and the file's
 * @param how what was run, in a few sentences
 * @param at when it began
 * @param settings of the PostgreSQL server, the same for both sides
 */
public record Result(
        String name,
        String title,
        String how,
        String command,
        Instant at,
        Machine machine,
        SortedMap<String, String> settings,
        List<Row> rows) {

    public Result {
        settings = Collections.unmodifiableSortedMap(new TreeMap<>((Map<String, String>) settings));
        rows = List.copyOf(rows);
    }
}
