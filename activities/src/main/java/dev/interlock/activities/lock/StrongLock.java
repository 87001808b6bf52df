// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.lock;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.ddl.LockMode;
import dev.interlock.domain.ddl.LockNeed;
import dev.interlock.domain.ddl.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * A lock on a table of the application under which its writes, or everything, stand still.
 *
 * @param granted false while it is waited for
 * @param waitedMillis 0 when it is granted
 */
public record StrongLock(long oid, LockNeed need, boolean granted, long waitedMillis) {

    /** A session beside the one that locks does not see what that one has created: it is nobody else's yet. */
    private static final String LOCKS = """
            SELECT c.oid::bigint, n.nspname, c.relname, l.granted,
                   coalesce(extract(epoch FROM clock_timestamp() - l.waitstart) * 1000, 0)::bigint,
                   CASE l.mode WHEN 'ShareLock' THEN 'SHARE' WHEN 'ShareRowExclusiveLock' THEN 'SHARE_ROW_EXCLUSIVE'
                               WHEN 'ExclusiveLock' THEN 'EXCLUSIVE' ELSE 'ACCESS_EXCLUSIVE' END
            FROM pg_locks l
            JOIN pg_class c ON c.oid = l.relation AND c.relkind IN ('r', 'p')
            JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname NOT IN ('pg_catalog', 'interlock')
            WHERE l.pid = ? AND l.locktype = 'relation'
              AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND l.mode IN ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
            ORDER BY c.oid
            """;

    /** @param observer another session than {@code pid} */
    static List<StrongLock> of(Connection observer, int pid) throws SQLException {
        return Sql.list(
                observer,
                LOCKS,
                row -> new StrongLock(
                        row.getLong(1),
                        new LockNeed(
                                new TableName(row.getString(2), row.getString(3)), LockMode.valueOf(row.getString(6))),
                        row.getBoolean(4),
                        row.getLong(5)),
                pid);
    }
}
