// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.backfill;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.sync.Leaf;
import dev.interlock.domain.ddl.TableName;
import java.sql.Connection;
import java.sql.SQLException;

/** {@code interlock.backfill}: the cursors of one migration's round for one table. Moved only in a batch's own transaction. */
final class CursorStore {

    private static final String WHERE = " WHERE migration = ? AND round = ? AND table_name = ? AND leaf = ?";

    private final long number;
    private final int round;
    private final TableName table;

    CursorStore(long number, int round, TableName table) {
        this.number = number;
        this.round = round;
        this.table = table;
    }

    /** Begins at block 0, unless an earlier run has begun. */
    void begin(Connection connection, Leaf leaf) throws SQLException {
        Leaf.Extent extent = leaf.extent(connection);
        Sql.update(
                connection,
                "INSERT INTO interlock.backfill (migration, round, table_name, leaf, relfilenode, blocks)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                number,
                round,
                table.toString(),
                leaf.name().toString(),
                extent.filenode(),
                extent.blocks());
    }

    /** Waits for another run of the same backfill to end its batch. */
    Cursor lock(Connection transaction, Leaf leaf) throws SQLException {
        return Sql.first(
                        transaction,
                        "SELECT relfilenode::bigint, blocks, next_block, rows_written, rows_skipped"
                                + " FROM interlock.backfill" + WHERE + " FOR UPDATE",
                        row -> new Cursor(
                                row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)),
                        number,
                        round,
                        table.toString(),
                        leaf.name().toString())
                .orElseThrow(() -> new SQLException("the ledger has no cursor for " + leaf.name(), "02000"));
    }

    /** Every row lies elsewhere now, so block numbers mean nothing any more. */
    void beginAgain(Connection transaction, Leaf leaf, Leaf.Extent extent) throws SQLException {
        Sql.update(
                transaction,
                "UPDATE interlock.backfill SET relfilenode = ?, blocks = ?, next_block = 0,"
                        + " updated_at = clock_timestamp()" + WHERE,
                extent.filenode(),
                extent.blocks(),
                number,
                round,
                table.toString(),
                leaf.name().toString());
    }

    void advance(Connection transaction, Leaf leaf, long next, Batch batch) throws SQLException {
        Sql.update(
                transaction,
                "UPDATE interlock.backfill SET next_block = ?, rows_written = rows_written + ?,"
                        + " rows_skipped = rows_skipped + ?, updated_at = clock_timestamp()" + WHERE,
                next,
                batch.written(),
                batch.skipped(),
                number,
                round,
                table.toString(),
                leaf.name().toString());
    }

    /** All leaves together, for progress: next, blocks, written. */
    Cursor total(Connection connection) throws SQLException {
        return Sql.first(
                        connection,
                        "SELECT coalesce(sum(blocks), 0)::bigint, coalesce(sum(next_block), 0)::bigint,"
                                + " coalesce(sum(rows_written), 0)::bigint, coalesce(sum(rows_skipped), 0)::bigint"
                                + " FROM interlock.backfill WHERE migration = ? AND round = ? AND table_name = ?",
                        row -> new Cursor(0, row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)),
                        number,
                        round,
                        table.toString())
                .orElseThrow();
    }
}
