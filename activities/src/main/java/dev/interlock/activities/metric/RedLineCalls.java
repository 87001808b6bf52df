// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.guardrail.RedLineCounts;
import java.sql.Connection;
import java.sql.SQLException;

/** All evaluators' counts of what their calls threw, since their boots. Takes no lock. */
final class RedLineCalls {

    private static final String ALL = """
            SELECT coalesce(sum(old_undefined), 0)::bigint, coalesce(sum(new_undefined), 0)::bigint,
                   coalesce(sum(old_violations), 0)::bigint, coalesce(sum(new_violations), 0)::bigint
            FROM interlock.evaluator WHERE flag_key = ?
            """;

    private RedLineCalls() {}

    static RedLineCounts read(Connection connection, String flagKey) throws SQLException {
        return Sql.first(
                        connection,
                        ALL,
                        row -> new RedLineCounts(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)),
                        flagKey)
                .orElseThrow();
    }
}
