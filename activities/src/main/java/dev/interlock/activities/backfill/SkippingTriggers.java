// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.backfill;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.sync.SyncSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The triggers of the team that can keep an UPDATE of a row from happening. */
final class SkippingTriggers {

    /** Only a BEFORE ROW trigger can. tgtype: 1 row, 2 before, 16 update. */
    private static final String BEFORE_UPDATE = """
            SELECT DISTINCT t.tgname
            FROM pg_trigger t
            WHERE (t.tgrelid = to_regclass(?)
                   OR t.tgrelid IN (SELECT p.relid FROM pg_partition_tree(to_regclass(?)) p))
              AND NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') AND t.tgtype & 19 = 19 AND t.tgname <> ?
            ORDER BY 1
            """;

    private SkippingTriggers() {}

    /** The end of a sentence that has named the rows. */
    static String sentence(Connection connection, SyncSql sync) throws SQLException {
        String table = sync.table().quoted();
        List<String> names = Sql.list(
                connection,
                BEFORE_UPDATE,
                row -> row.getString(1),
                table,
                table,
                sync.stamp().updateTrigger());
        return "; a trigger skips the UPDATE that would fill them (BEFORE UPDATE fire: " + String.join(", ", names)
                + "): let it return NEW also for an UPDATE that changes nothing, or drop it until the backfill has ended";
    }
}
