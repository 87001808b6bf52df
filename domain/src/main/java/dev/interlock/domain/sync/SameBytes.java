// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Whether values are the same bytes, which is what equal means in sync: {@code 1.0} is not {@code 1.00}.
 *
 * <p>A record's image tells it of every type, but builds two records for each row. {@code IS DISTINCT FROM} takes a tenth of
 * that, and where a type has one image for each value it says the same. Its operator is looked up by name, so the text is
 * for sessions that see pg_catalog first.
 */
final class SameBytes {

    /**
     * Types whose operator {@code =} holds for equal bytes alone. Not numeric (scale), floats (two zeros), bpchar (blanks),
     * interval (24 hours are a day), json, arrays, ranges, inet; and nothing that an extension or the team has made.
     */
    private static final Set<String> ONE_IMAGE = Set.of(
            "smallint",
            "integer",
            "bigint",
            "oid",
            "boolean",
            "\"char\"",
            "uuid",
            "bytea",
            "date",
            "time without time zone",
            "timestamp without time zone",
            "timestamp with time zone");

    /** As well, by a collation that tells all bytes apart; a column's own may be one that ignores case. */
    private static final Set<String> ONE_IMAGE_BY_COLLATION = Set.of("text", "character varying");

    private SameBytes() {}

    /** Never null. */
    static String equal(
            List<ColumnFact> columns, Function<ColumnFact, String> left, Function<ColumnFact, String> right) {
        return compared(columns, left, right, " IS NOT DISTINCT FROM ", " AND ", "pg_catalog.record_image_eq");
    }

    /** Never null. */
    static String differ(
            List<ColumnFact> columns, Function<ColumnFact, String> left, Function<ColumnFact, String> right) {
        return compared(columns, left, right, " IS DISTINCT FROM ", " OR ", "pg_catalog.record_image_ne");
    }

    private static String compared(
            List<ColumnFact> columns,
            Function<ColumnFact, String> left,
            Function<ColumnFact, String> right,
            String comparison,
            String between,
            String image) {
        List<String> all = new ArrayList<>();
        for (ColumnFact column : having(columns, SameBytes::hasOneImage)) {
            all.add(plain(column, left) + comparison + plain(column, right));
        }
        List<ColumnFact> others = having(columns, column -> !hasOneImage(column));
        if (!others.isEmpty()) {
            all.add(image + "(ROW(" + Lines.joined(others, ", ", left) + "), ROW(" + Lines.joined(others, ", ", right)
                    + "))");
        }
        return all.size() == 1 ? all.get(0) : "(" + String.join(between, all) + ")";
    }

    private static String plain(ColumnFact column, Function<ColumnFact, String> value) {
        boolean text = ONE_IMAGE_BY_COLLATION.contains(column.type().base());
        return text ? "(" + value.apply(column) + " COLLATE pg_catalog.\"C\")" : value.apply(column);
    }

    private static boolean hasOneImage(ColumnFact column) {
        String base = column.type().base();
        return ONE_IMAGE.contains(base) || ONE_IMAGE_BY_COLLATION.contains(base);
    }

    private static List<ColumnFact> having(List<ColumnFact> columns, Predicate<ColumnFact> wanted) {
        return columns.stream().filter(wanted).toList();
    }
}
