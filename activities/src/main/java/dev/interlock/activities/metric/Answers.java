// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import dev.interlock.activities.ledger.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What the evaluators have answered to a going-back.
 *
 * @param changedAt when the flag was written
 * @param askedAt when this was read, by the same clock
 * @param evaluators those that were seen in the 30 s before the flag write (longer where they are so many that each reports more
 *     seldom), or since, and have not said goodbye
 */
record Answers(Instant changedAt, Instant askedAt, List<Evaluator> evaluators) {

    private static final String RECENT = """
            SELECT e.instance, e.version >= ? AND e.new_in_flight = 0, e.version, e.new_in_flight, e.reported_at,
                   e.reported_at < clock_timestamp() - ? * interval '1 millisecond'
                       AND NOT EXISTS (SELECT FROM pg_stat_activity s WHERE s.application_name = e.instance)
            FROM interlock.evaluator e
            WHERE e.flag_key = ? AND e.goodbye_at IS NULL AND e.reported_at >= ?::timestamptz - (
                SELECT greatest(interval '30 seconds', 2 * interlock.report_every(?)))
            ORDER BY e.instance, e.boot_id
            """;

    Answers {
        evaluators = List.copyOf(evaluators);
    }

    /**
     * One of them.
     *
     * @param answered it has the flag's version, or a later one, and no call in flight on the new path
     * @param expired silent for {@code flag.evaluatorTtl}, and no session carries its name
     */
    record Evaluator(
            String instance, boolean answered, long version, int inFlight, Instant reportedAt, boolean expired) {

        String found() {
            return "version " + version + ", " + inFlight + " in flight on the new path, reported " + reportedAt;
        }
    }

    static Answers read(Connection connection, String flagKey, FlagRow flag, Duration ttl) throws SQLException {
        Instant now = Sql.now(connection);
        List<Evaluator> evaluators = Sql.list(
                connection,
                RECENT,
                row -> new Evaluator(
                        row.getString(1),
                        row.getBoolean(2),
                        row.getLong(3),
                        row.getInt(4),
                        Times.read(row, 5),
                        row.getBoolean(6)),
                flag.version(),
                ttl.toMillis(),
                flagKey,
                Times.bind(flag.changedAt()),
                flagKey);
        return new Answers(flag.changedAt(), now, evaluators);
    }

    List<String> waitingFor() {
        return evaluators.stream()
                .filter(evaluator -> !evaluator.answered() && !evaluator.expired())
                .map(Evaluator::instance)
                .toList();
    }

    Duration elapsed() {
        return Duration.between(changedAt, askedAt);
    }
}
