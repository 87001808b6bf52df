// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.guardrail.ComparedReads;
import java.sql.Connection;
import java.sql.SQLException;

/** All evaluators' counts of reads that were tried on both paths. Takes no lock. */
final class ShadowedReads {

    private static final String ALL = """
            SELECT coalesce(sum(compared), 0)::bigint, coalesce(sum(differing), 0)::bigint, coalesce(sum(skipped), 0)::bigint
            FROM interlock.evaluator WHERE flag_key = ?
            """;

    private ShadowedReads() {}

    static ComparedReads read(Connection connection, String flagKey) throws SQLException {
        return Sql.first(
                        connection,
                        ALL,
                        row -> new ComparedReads(row.getLong(1), row.getLong(2), row.getLong(3)),
                        flagKey)
                .orElseThrow();
    }
}
