// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.plan;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the two representations of one table's rows give each other.
 *
 * @param table {@code schema.table}, or {@code table} in {@code public}
 * @param forward new-side column → SQL expression over old-side columns of the same row
 * @param backward old-side column → SQL expression over new-side columns of the same row
 * @param whenBothChange which side wins when one statement writes both and they disagree
 * @param witness a new-side column that the new path never leaves null; needed when an old-side column has a default
 * @param session settings fixed inside the generated functions, such as {@code TimeZone}
 */
public record SyncRule(
        String table,
        SortedMap<String, String> forward,
        SortedMap<String, String> backward,
        WhenBothChange whenBothChange,
        Optional<String> witness,
        SortedMap<String, String> session) {

    public SyncRule {
        forward = inNaturalOrder(forward);
        backward = inNaturalOrder(backward);
        session = inNaturalOrder(session);
    }

    /** Whatever order it came in: the generated SQL is the same to the byte. */
    private static SortedMap<String, String> inNaturalOrder(Map<String, String> map) {
        return new TreeMap<>(map);
    }

    public static SyncRule of(String table, Map<String, String> forward, Map<String, String> backward) {
        return new SyncRule(
                table,
                new TreeMap<>(forward),
                new TreeMap<>(backward),
                WhenBothChange.NEW,
                Optional.empty(),
                new TreeMap<>());
    }

    /** Which side is believed when both were written and differ; the loser is kept in {@code interlock.conflict}. */
    public enum WhenBothChange {
        NEW,
        OLD,
        REJECT
    }
}
