// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.lock;

import dev.interlock.activities.ledger.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Who blocks whom, from {@code pg_blocking_pids}. Takes no lock that anybody waits for. */
public final class Blockers {

    /** Of a row {@code a} of {@code pg_stat_activity}. Parts of it are hidden from roles that may not see them. */
    static final String SESSION = "coalesce(a.backend_start::text, '') || ' ' || coalesce(a.xact_start::text, '')";

    private Blockers() {}

    /** Those that keep the session {@code pid} waiting for a lock right now; the oldest transactions, at most five. */
    public static List<Blocker> of(Connection observer, int pid) throws SQLException {
        return Sql.list(
                observer,
                """
                SELECT b.pid, coalesce(a.usename, ''),
                       CASE WHEN b.pid = 0 THEN 'prepared transaction' ELSE coalesce(a.application_name, '') END,
                       coalesce(extract(epoch FROM clock_timestamp() - a.xact_start) * 1000, 0)::bigint,
                       left(regexp_replace(coalesce(a.query, ''), '\\s+', ' ', 'g'), 200),
                """ + SESSION + """
                 FROM (SELECT DISTINCT unnest(pg_blocking_pids(?)) AS pid) b LEFT JOIN pg_stat_activity a ON a.pid = b.pid
                ORDER BY a.xact_start NULLS LAST, b.pid LIMIT 5
                """,
                row -> new Blocker(
                        row.getInt(1),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getString(5),
                        row.getString(6)),
                pid);
    }
}
