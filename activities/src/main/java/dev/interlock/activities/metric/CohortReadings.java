// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.flag.Cohorts;
import dev.interlock.domain.guardrail.BandReading;
import dev.interlock.domain.guardrail.CohortReading;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** What all evaluators together say of the bands of users at 0 %. Rows of copies that are gone stay, so the sums never fall. */
final class CohortReadings {

    /** In the order of the ledger's column. */
    private static final int FIGURES = 5;

    private CohortReadings() {}

    /** Takes no lock. */
    static CohortReading read(Connection connection, String flagKey, long version, Duration age, Cohorts cohorts)
            throws SQLException {
        return new CohortReading(
                bands(figures(connection, flagKey, version, cohorts.bands())),
                evaluators(connection, flagKey, version),
                cohorts.isNone() ? List.of() : unlabelled(connection, flagKey, version, age));
    }

    private static List<Long> figures(Connection connection, String flagKey, long version, int bands)
            throws SQLException {
        return Sql.list(connection, """
                SELECT coalesce(sum(e.cohorts[i]), 0)::bigint
                FROM generate_series(1, ?) AS i
                LEFT JOIN interlock.evaluator e ON e.flag_key = ? AND e.version = ?
                GROUP BY i ORDER BY i
                """, row -> row.getLong(1), bands * FIGURES, flagKey, version);
    }

    private static List<BandReading> bands(List<Long> figures) {
        return IntStream.range(0, figures.size() / FIGURES)
                .mapToObj(band -> figures.subList(band * FIGURES, (band + 1) * FIGURES))
                .map(of -> new BandReading(of.get(0), of.get(1), of.get(2), of.get(3), of.get(4)))
                .toList();
    }

    private static int evaluators(Connection connection, String flagKey, long version) throws SQLException {
        return (int) Sql.number(
                connection,
                "SELECT count(*) FROM interlock.evaluator"
                        + " WHERE flag_key = ? AND version = ? AND cardinality(cohorts) > 0 AND old_users > 0",
                flagKey,
                version);
    }

    /** One that has met nobody in particular has nobody to tell apart. */
    private static List<String> unlabelled(Connection connection, String flagKey, long version, Duration age)
            throws SQLException {
        return Sql.list(
                connection,
                "SELECT DISTINCT instance FROM interlock.evaluator"
                        + " WHERE flag_key = ? AND version = ? AND cardinality(cohorts) = 0 AND old_users > 0"
                        + " AND goodbye_at IS NULL AND reported_at > (SELECT interlock.live_since(?, ? * interval '1 millisecond'))"
                        + " ORDER BY instance",
                row -> row.getString(1),
                flagKey,
                version,
                flagKey,
                age.toMillis());
    }
}
