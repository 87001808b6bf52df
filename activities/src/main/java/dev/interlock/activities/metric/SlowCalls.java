// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.guardrail.Counts;
import dev.interlock.domain.guardrail.SlowBound;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalInt;

/** All evaluators' counts of how long calls took. Takes no lock. */
final class SlowCalls {

    private static final String BY_BOUND = """
            SELECT coalesce(sum(e.old_faster[i]), 0)::bigint, coalesce(sum(e.old_slower[i]), 0)::bigint
            FROM generate_series(1, (SELECT max(cardinality(old_faster)) FROM interlock.evaluator WHERE flag_key = ?)) AS i
            JOIN interlock.evaluator e ON e.flag_key = ?
            GROUP BY i ORDER BY i
            """;

    private static final String AT_BOUND = """
            SELECT coalesce(sum(new_slower[at]), 0)::bigint, coalesce(sum(old_slower[at]), 0)::bigint,
                   coalesce(sum(new_faster[at] + new_slower[at]), 0)::bigint,
                   coalesce(sum(old_faster[at] + old_slower[at]), 0)::bigint
            FROM interlock.evaluator, (SELECT ?::integer + 1 AS at) AS bound WHERE flag_key = ?
            """;

    private SlowCalls() {}

    /** The bound beyond which a call is slow, by all calls of the old path so far. */
    static OptionalInt bound(Connection connection, String flagKey) throws SQLException {
        List<long[]> bounds =
                Sql.list(connection, BY_BOUND, row -> new long[] {row.getLong(1), row.getLong(2)}, flagKey, flagKey);
        return SlowBound.choose(
                bounds.stream().map(counts -> counts[0]).toList(),
                bounds.stream().map(counts -> counts[1]).toList());
    }

    /** Slow calls in the place of errors; calls within or beyond the bound in the place of ended ones. */
    static Counts read(Connection connection, String flagKey, int bound) throws SQLException {
        return Sql.first(
                        connection,
                        AT_BOUND,
                        row -> new Counts(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)),
                        bound,
                        flagKey)
                .orElseThrow();
    }
}
