// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans.sql;

import dev.interlock.domain.ddl.Mention;
import java.util.Map;
import java.util.Optional;

/**
 * What names can mean in one query.
 *
 * @param around the query that it stands in
 * @param ranges by the names that they have here, whether it is the table of which something is removed
 */
record QueryScope(Optional<QueryScope> around, Map<String, Boolean> ranges) {

    /** Under this name stands the table that is written: no relation has an empty one. */
    static final String WRITTEN = "";

    static final QueryScope NONE = new QueryScope(Optional.empty(), Map.of());

    QueryScope {
        ranges = Map.copyOf(ranges);
    }

    QueryScope within(Map<String, Boolean> inner) {
        return new QueryScope(Optional.of(this), inner);
    }

    /** Whether the table is read or written here, and not only around here. */
    boolean ownsTable() {
        return ranges.containsValue(true);
    }

    /** Whether it is the table that is written here. */
    boolean writesTable() {
        return Boolean.TRUE.equals(ranges.get(WRITTEN));
    }

    /** Whether {@code name} is what the table is called here. */
    boolean isTable(String name) {
        Boolean here = ranges.get(name);
        return here != null ? here : around.isPresent() && around.get().isTable(name);
    }

    /**
     * What a removed column's name means without a table before it. Beside the table it is the table's, or PostgreSQL would have
     * called it ambiguous; in a query within, it may be another table's.
     */
    Mention ofBareColumn() {
        if (ownsTable()) {
            return Mention.NAMED;
        }
        if (around.isEmpty()) {
            return Mention.NONE;
        }
        Mention outer = around.get().ofBareColumn();
        return outer == Mention.NAMED && !ranges.isEmpty() ? Mention.POSSIBLE : outer;
    }
}
