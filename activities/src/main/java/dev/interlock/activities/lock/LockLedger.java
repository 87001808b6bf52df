// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.lock;

import dev.interlock.activities.ledger.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What the ledger keeps of lock waits: one row with the present, and lines of the audit. */
final class LockLedger {

    private static final String ROW = """
            INSERT INTO interlock.lock_wait AS w
              (migration, step, doing, attempts, failures, waiting_since, seen_at, blockers)
            SELECT ?, ?, ?, ?, ?, CASE WHEN b.list = '[]' THEN NULL ELSE clock_timestamp() END, clock_timestamp(), b.list
            FROM (SELECT coalesce(jsonb_agg(jsonb_build_object('pid', t.pid::integer, 'user', t.usr,
                    'application', t.application, 'transactionAgeMillis', t.age::bigint, 'query', t.query)), '[]') AS list
                  FROM unnest(?, ?, ?, ?, ?) AS t(pid, usr, application, age, query)) b
            ON CONFLICT (migration) DO UPDATE
            SET step = excluded.step, doing = excluded.doing, attempts = w.attempts + excluded.attempts,
                failures = w.failures + excluded.failures, seen_at = excluded.seen_at, blockers = excluded.blockers,
                waiting_since = CASE WHEN excluded.waiting_since IS NULL THEN NULL
                                     ELSE coalesce(w.waiting_since, excluded.waiting_since) END
            """;

    private final Connection connection;
    private final LockTask task;

    LockLedger(Connection connection, LockTask task) {
        this.connection = connection;
        this.task = task;
    }

    /**
     * Brings the row of this migration to the present.
     *
     * @param attempts begun since the last time
     * @param failures of them for want of a lock
     */
    void show(String doing, int attempts, int failures, List<Blocker> blockers) throws SQLException {
        Sql.update(
                connection,
                ROW,
                task.migration(),
                task.step(),
                doing,
                attempts,
                failures,
                blockers.stream().map(b -> String.valueOf(b.pid())).toList(),
                blockers.stream().map(Blocker::user).toList(),
                blockers.stream().map(Blocker::application).toList(),
                blockers.stream()
                        .map(b -> String.valueOf(b.transactionAgeMillis()))
                        .toList(),
                blockers.stream().map(Blocker::query).toList());
    }

    /** One line of the audit. False when the ledger does not know the migration. Its number within the run is the time, in µs. */
    boolean tell(String text) throws SQLException {
        return Sql.update(connection, """
                        INSERT INTO interlock.event
                          (migration, run_id, sequence, at, kind, actor, verified, text, phase, percent, hold)
                        SELECT m.number, 'locks', (extract(epoch FROM clock_timestamp()) * 1000000)::bigint,
                               clock_timestamp(), 'LOCK', 'interlock', true, ?, m.phase, m.percent, m.hold
                        FROM interlock.migration m WHERE m.number = ?
                        """, text, task.migration()) == 1;
    }
}
