// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.guardrail.RedLineCounts;
import dev.interlock.domain.guardrail.RedLineReading;
import java.sql.Connection;
import java.sql.SQLException;

/** All evaluators' counts of calls of which one is too many, since their boots. Takes no lock. */
final class RedLineCalls {

    private static final String ALL = """
            SELECT coalesce(sum(old_undefined), 0)::bigint, coalesce(sum(new_undefined), 0)::bigint,
                   coalesce(sum(old_violations), 0)::bigint, coalesce(sum(new_violations), 0)::bigint,
                   coalesce(sum(withheld), 0)::bigint, coalesce(sum(overrulings), 0)::bigint,
                   coalesce((array_agg(DISTINCT instance ORDER BY instance)
                             FILTER (WHERE overruled AND goodbye_at IS NULL))[1:3], '{}')
            FROM interlock.evaluator WHERE flag_key = ?
            """;

    private RedLineCalls() {}

    static RedLineReading read(Connection connection, String flagKey) throws SQLException {
        return Sql.first(
                        connection,
                        ALL,
                        row -> new RedLineReading(
                                new RedLineCounts(
                                        row.getLong(1),
                                        row.getLong(2),
                                        row.getLong(3),
                                        row.getLong(4),
                                        row.getLong(5),
                                        row.getLong(6)),
                                Sql.texts(row.getArray(7))),
                        flagKey)
                .orElseThrow();
    }
}
