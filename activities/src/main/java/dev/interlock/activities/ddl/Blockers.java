// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import dev.interlock.activities.ledger.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Who blocks whom, from {@code pg_blocking_pids}. Takes no lock that anybody waits for. */
public final class Blockers {

    private Blockers() {}

    /** Those that keep the session {@code pid} waiting for a lock right now. */
    public static List<Blocker> of(Connection observer, int pid) throws SQLException {
        return Sql.list(
                observer,
                """
                SELECT a.pid, coalesce(a.usename, ''), coalesce(a.application_name, ''),
                       coalesce(extract(epoch FROM clock_timestamp() - a.xact_start) * 1000, 0)::bigint,
                       left(regexp_replace(coalesce(a.query, ''), '\\s+', ' ', 'g'), 200)
                FROM unnest(pg_blocking_pids(?)) AS blocking(pid) JOIN pg_stat_activity a USING (pid)
                ORDER BY a.xact_start NULLS LAST LIMIT 5
                """,
                row -> new Blocker(row.getInt(1), row.getString(2), row.getString(3), row.getLong(4), row.getString(5)),
                pid);
    }
}
