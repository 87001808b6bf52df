// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.backfill;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.parity.KeySample;
import dev.interlock.activities.sync.Leaf;
import dev.interlock.domain.sync.SyncSql;
import java.sql.Connection;
import java.sql.SQLException;

/** Which row is locked, and by whom as far as the row itself tells: one that several lock names none of them. */
final class RowHolder {

    private static final String HOLDER = """
            SELECT format(', locked by pid %%s, user %%s, application %%s, %%s for %%s s: %%s', a.pid, a.usename,
                          coalesce(nullif(a.application_name, ''), 'unknown'), a.state,
                          round(extract(epoch FROM clock_timestamp() - a.xact_start)), left(a.query, 100))
            FROM ONLY %s t JOIN pg_stat_activity a ON a.backend_xid = t.xmax WHERE t.ctid = '%s'::tid
            """;

    private RowHolder() {}

    /** Such as {@code public.users: id=7, locked by pid 12, …}. Either may have gone meanwhile. */
    static String describe(Connection connection, SyncSql sync, Leaf leaf, String ctid) throws SQLException {
        String relation = "ONLY " + leaf.name().quoted();
        String name = KeySample.of(connection, sync, relation, "t.ctid = '" + ctid + "'::tid");
        return name
                + Sql.first(connection, HOLDER.formatted(leaf.name().quoted(), ctid), row -> row.getString(1))
                        .orElse("");
    }
}
