// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.lock;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.plan.LockPolicy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Whom an un-hide waits for, in the ledger for everybody who asks for the status. It looks after an attempt that has failed, since
 * the attempt itself is over in a moment. Takes no lock on a table.
 */
public final class UnhideWait {

    private static final String STEP = "unhide";
    private static final String DOING = "bringing the old names back";
    private static final LockPolicy NOBODY_IS_ENDED = new LockPolicy(Duration.ZERO, Duration.ZERO, Duration.ZERO);

    private static final String HOLDERS = """
            SELECT l.pid, coalesce(a.usename, ''), coalesce(a.application_name, ''),
                   coalesce(extract(epoch FROM clock_timestamp() - a.xact_start) * 1000, 0)::bigint,
                   left(regexp_replace(coalesce(a.query, ''), '\\s+', ' ', 'g'), 200),
            """ + Blockers.SESSION + """
             FROM (SELECT DISTINCT l.pid FROM interlock.hidden h JOIN pg_locks l ON l.relation = h.relation
                  WHERE h.migration = ? AND l.locktype = 'relation' AND l.granted AND l.pid <> pg_backend_pid()
                    AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())) l
            LEFT JOIN pg_stat_activity a ON a.pid = l.pid
            ORDER BY a.xact_start NULLS LAST, l.pid LIMIT 5
            """;

    private UnhideWait() {}

    /** One more attempt has failed. */
    public static void failed(Connection connection, long migration) throws SQLException {
        List<Blocker> blockers = Sql.list(
                connection,
                HOLDERS,
                row -> new Blocker(
                        row.getInt(1),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getString(5),
                        row.getString(6)),
                migration);
        ledger(connection, migration).show(DOING, 1, 1, blockers);
    }

    /** Nobody is in the way any more. */
    public static void over(Connection connection, long migration) throws SQLException {
        ledger(connection, migration).show(DOING, 1, 0, List.of());
    }

    private static LockLedger ledger(Connection connection, long migration) {
        return new LockLedger(connection, new LockTask(migration, STEP, NOBODY_IS_ENDED));
    }
}
