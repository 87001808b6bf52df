// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.sync;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.ddl.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Who stands in the way of a lock. */
public final class LockHolders {

    private static final String HOLDERS = """
            SELECT format('pid %%s, user %%s, application %%s, %%s for %%s s: %%s', a.pid, a.usename,
                          coalesce(nullif(a.application_name, ''), 'unknown'), a.state,
                          round(extract(epoch FROM clock_timestamp() - coalesce(a.xact_start, a.query_start))),
                          left(a.query, 100))
            FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
            WHERE l.locktype = 'relation' AND l.granted AND l.pid <> pg_backend_pid() AND l.mode NOT IN (%s)
              AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND (l.relation = to_regclass(?)
                   OR l.relation IN (SELECT t.relid FROM pg_partition_tree(to_regclass(?)) t))
            GROUP BY a.pid, a.usename, a.application_name, a.state, a.xact_start, a.query_start, a.query
            ORDER BY a.xact_start LIMIT 3
            """;

    private LockHolders() {}

    /** In the way of a lock that INSERT and UPDATE take. */
    public static String ofRowExclusive(Connection connection, TableName table) throws SQLException {
        return describe(connection, table, LockMode.ROW_EXCLUSIVE);
    }

    /** One sentence. The holder may have gone meanwhile. */
    static String describe(Connection connection, TableName table, LockMode mode) throws SQLException {
        List<String> holders = Sql.list(
                connection,
                HOLDERS.formatted(mode.harmless()),
                row -> row.getString(1),
                table.quoted(),
                table.quoted());
        String waiting = "waiting for a lock on " + table;
        return holders.isEmpty() ? waiting : waiting + ", held by " + String.join("; ", holders);
    }
}
