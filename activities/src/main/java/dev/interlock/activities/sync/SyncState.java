// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.sync;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.sync.SyncSql;
import java.sql.Connection;
import java.sql.SQLException;

/** Whether a table's triggers are on. */
public enum SyncState {
    /** Not there, or not always enabled. */
    MISSING,
    /** Every write makes its row right. */
    UNGUARDED,
    /** Only a write that changes a synced column fires. */
    GUARDED;

    private static final String STATE = """
            SELECT CASE WHEN count(*) < cardinality(w.names) THEN 'MISSING'
                        WHEN bool_or(t.tgname = ? AND pg_get_triggerdef(t.oid) NOT LIKE '%interlock.filling%')
                        THEN 'GUARDED' ELSE 'UNGUARDED' END
            FROM (SELECT ?::text[] AS names) w
            JOIN pg_trigger t ON t.tgrelid = to_regclass(?) AND t.tgname = ANY (w.names) AND t.tgenabled = 'A'
            GROUP BY w.names
            """;

    public static SyncState of(Connection connection, SyncSql sync) throws SQLException {
        return Sql.first(
                        connection,
                        STATE,
                        row -> valueOf(row.getString(1)),
                        sync.stamp().updateTrigger(),
                        sync.triggers(),
                        sync.table().quoted())
                .orElse(MISSING);
    }
}
