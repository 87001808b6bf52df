// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import dev.interlock.activities.ledger.ClaimedTables;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.guardrail.ScanReading;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sequential scans as PostgreSQL counts them. Our own backfill reads by ctid ranges, which are TID range scans and are not
 * counted there. A table's partitions and children are added up; the parent of partitions has no pages of its own.
 */
final class TableScans {

    private static final String SCANS = ClaimedTables.WITH_MEMBERS + """
            SELECT member.name, sum(coalesce(s.seq_scan, 0))::bigint
            FROM member
            JOIN pg_class c ON c.oid = member.relid
            LEFT JOIN pg_stat_user_tables s ON s.relid = member.relid
            GROUP BY member.name
            HAVING sum(%s) > ?
            """.formatted(ClaimedTables.PAGES);

    private TableScans() {}

    /** Locks: ACCESS SHARE, for a moment, on claimed tables. */
    static ScanReading read(Connection connection, List<String> tables) throws SQLException {
        Map<String, Long> scans = new TreeMap<>();
        List<Map.Entry<String, Long>> rows = Sql.list(
                connection,
                SCANS,
                row -> Map.entry(row.getString(1), row.getLong(2)),
                tables,
                ScanReading.SMALL_PAGES,
                ScanReading.SMALL_PAGES);
        rows.forEach(row -> scans.put(row.getKey(), row.getValue()));
        return new ScanReading(scans);
    }
}
