// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.sync;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.ddl.TableName;
import java.sql.Connection;
import java.sql.SQLException;

/** A relation that holds rows: a table, or one partition of it. */
public record Leaf(long oid, TableName name) {

    private static final String EXTENT = "SELECT coalesce(pg_relation_filenode(?::oid)::bigint, 0) AS filenode,"
            + " coalesce(pg_relation_size(?::oid), 0) / current_setting('block_size')::bigint AS blocks";

    /** Its file and length now; 0 and 0 when it has been dropped. */
    public Extent extent(Connection connection) throws SQLException {
        return Sql.first(
                        connection, EXTENT, row -> new Extent(row.getLong("filenode"), row.getLong("blocks")), oid, oid)
                .orElseThrow();
    }

    /** @param filenode another one means that every row lies elsewhere: VACUUM FULL, CLUSTER, TRUNCATE, a rewrite */
    public record Extent(long filenode, long blocks) {}
}
