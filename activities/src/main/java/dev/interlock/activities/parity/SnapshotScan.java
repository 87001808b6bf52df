// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.parity;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.sync.Advance;
import dev.interlock.activities.sync.BlockRange;
import dev.interlock.activities.sync.Catalogue;
import dev.interlock.activities.sync.Leaf;
import dev.interlock.activities.sync.Progress;
import dev.interlock.activities.sync.RangeSize;
import dev.interlock.domain.sync.SyncSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Counts rows of one table inside a REPEATABLE READ transaction.
 *
 * <p>Range by range, so that the caller is asked every second whether to go on; all ranges see the one snapshot. Blocks
 * are counted after it was taken: what lies behind them it cannot see.
 */
final class SnapshotScan {

    private static final Duration TARGET = Duration.ofSeconds(1);

    private final Connection transaction;
    private final Progress progress;

    SnapshotScan(Connection transaction, Progress progress) {
        this.transaction = transaction;
        this.progress = progress;
    }

    RowCount count(SyncSql sync, String condition) throws SQLException {
        RowCount counted = RowCount.NONE;
        for (Leaf leaf : Catalogue.leaves(transaction, sync.table())) {
            counted = counted.plus(count(sync, leaf, condition));
        }
        return counted;
    }

    private RowCount count(SyncSql sync, Leaf leaf, String condition) throws SQLException {
        long blocks = leaf.extent(transaction).blocks();
        RowCount counted = RowCount.NONE;
        RangeSize size = RangeSize.first(TARGET);
        for (long from = 0; from < blocks; ) {
            BlockRange range = new BlockRange(from, Math.min(blocks, from + size.blocks()));
            long started = System.nanoTime();
            counted = counted.plus(
                    count(sync, leaf, range, condition, counted.sample().isEmpty()));
            size = size.after(Duration.ofNanos(System.nanoTime() - started));
            from = range.to();
            progress.advanced(new Advance("parity " + sync.table(), from, blocks, counted.rows()));
        }
        return counted;
    }

    private RowCount count(SyncSql sync, Leaf leaf, BlockRange range, String condition, boolean sample)
            throws SQLException {
        String relation = "ONLY " + leaf.name().quoted();
        String where = range.condition("t") + " AND " + condition;
        long rows = Sql.number(transaction, "SELECT count(*) FROM %s t WHERE %s".formatted(relation, where));
        String keys = sample && rows > 0 ? KeySample.of(transaction, sync, relation, where) : "";
        return new RowCount(range.to() - range.from(), rows, keys);
    }
}
