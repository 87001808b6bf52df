// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.guardrail.Counts;
import dev.interlock.domain.guardrail.SampleRatio;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * All evaluators' counters together. Each row counts up from the boot of one copy of the application and stays when the copy
 * is gone, so the difference of two sums is the sum of each boot's difference: a new boot brings what it has counted from 0,
 * a vanished one keeps its last. Removed rows make the difference negative, and that window no data.
 *
 * @param cumulative since the boots
 * @param live reported within {@code flag.evaluatorAge}, or twice the time that so many evaluators may take, and has not said goodbye
 * @param lastReport when any live evaluator last reported, by the database's clock; empty without one
 * @param oldestReport when the live evaluator last reported that has not for the longest time; empty without one
 * @param current live, and has acknowledged the flag's present version
 * @param dispersion φ between users, at least 1: the mean number of counted errors that an error's user had in its window
 * @param split users since the flag's present version, of the evaluators that have it
 */
record EvaluatorReading(
        Counts cumulative,
        int live,
        int current,
        Optional<Instant> lastReport,
        Optional<Instant> oldestReport,
        double dispersion,
        SampleRatio split) {

    /** Takes no lock. */
    static EvaluatorReading read(Connection connection, String flagKey, long version, Duration age)
            throws SQLException {
        return Sql.first(
                        connection,
                        """
                        SELECT coalesce(sum(new_errors), 0)::bigint, coalesce(sum(old_errors), 0)::bigint,
                               coalesce(sum(new_ended), 0)::bigint, coalesce(sum(old_ended), 0)::bigint,
                               count(*) FILTER (WHERE live), count(*) FILTER (WHERE live AND version >= ?),
                               max(reported_at) FILTER (WHERE live), min(reported_at) FILTER (WHERE live),
                               coalesce(sum(new_error_squares + old_error_squares), 0)::bigint,
                               coalesce(sum(new_users) FILTER (WHERE at_version), 0)::bigint,
                               coalesce(sum(old_users) FILTER (WHERE at_version), 0)::bigint,
                               count(*) FILTER (WHERE at_version AND new_users + old_users > 0)
                        FROM (SELECT *, goodbye_at IS NULL
                                        AND reported_at > (
                                            SELECT interlock.live_since(?, ? * interval '1 millisecond')) AS live,
                                     version = ? AS at_version
                              FROM interlock.evaluator WHERE flag_key = ?) AS e
                        """,
                        row -> new EvaluatorReading(
                                new Counts(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)),
                                row.getInt(5),
                                row.getInt(6),
                                moment(row, 7),
                                moment(row, 8),
                                dispersion(row.getLong(9), row.getLong(1) + row.getLong(2)),
                                new SampleRatio(row.getLong(10), row.getLong(11), row.getInt(12))),
                        version,
                        flagKey,
                        age.toMillis(),
                        version,
                        flagKey)
                .orElseThrow();
    }

    private static Optional<Instant> moment(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static double dispersion(long squares, long errors) {
        return errors == 0 ? 1 : Math.max(1, (double) squares / errors);
    }

    /** Whether anything was heard since: evaluators at a fixed percentage report less often than one may look. */
    boolean heardSince(Instant moment) {
        return lastReport.filter(moment::isBefore).isPresent();
    }
}
