// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.backfill;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.sync.Advance;
import dev.interlock.activities.sync.BlockRange;
import dev.interlock.activities.sync.Catalogue;
import dev.interlock.activities.sync.Leaf;
import dev.interlock.activities.sync.Progress;
import dev.interlock.domain.sync.SyncSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Fills one table from its cursors, leaf by leaf. Killed anywhere, it repeats at most one batch. */
final class TableFill {

    private final Connection connection;
    private final SyncSql sync;
    private final CursorStore cursors;
    private final BatchClock clock;
    private final Progress progress;

    TableFill(Connection connection, SyncSql sync, CursorStore cursors, BatchClock clock, Progress progress) {
        this.connection = connection;
        this.sync = sync;
        this.cursors = cursors;
        this.clock = clock;
        this.progress = progress;
    }

    void run() throws SQLException {
        List<Leaf> leaves = Catalogue.leaves(connection, sync.table());
        for (Leaf leaf : leaves) {
            cursors.begin(connection, leaf);
        }
        for (Leaf leaf : leaves) {
            fill(leaf);
        }
    }

    private void fill(Leaf leaf) throws SQLException {
        boolean atEnd = false;
        while (!atEnd) {
            atEnd = clock.run(doing(), transaction -> batch(transaction, leaf)).orElse(false);
            report();
        }
    }

    /** The cursor first, then the leaf, then its rows. Answers whether the leaf is at its end. */
    private boolean batch(Connection transaction, Leaf leaf) throws SQLException {
        Cursor cursor = cursors.lock(transaction, leaf);
        Leaf.Extent before = leaf.extent(transaction);
        if (before.filenode() == 0) {
            return true;
        }
        Sql.run(transaction, "LOCK TABLE ONLY " + leaf.name().quoted() + " IN ROW EXCLUSIVE MODE");
        Leaf.Extent extent = leaf.extent(transaction);
        if (extent.filenode() != cursor.filenode()) {
            cursors.beginAgain(transaction, leaf, extent);
            return extent.blocks() == 0;
        }
        return cursor.isAtEnd() || advance(transaction, leaf, cursor);
    }

    private boolean advance(Connection transaction, Leaf leaf, Cursor cursor) throws SQLException {
        BlockRange range = cursor.range(clock.blocks());
        Batch batch = new RowWriter(sync, leaf).fill(transaction, range);
        cursors.advance(transaction, leaf, range.to(), batch);
        return range.to() >= cursor.blocks();
    }

    private void report() throws SQLException {
        Cursor total = cursors.total(connection);
        progress.advanced(new Advance(doing(), total.next(), total.blocks(), total.written()));
    }

    private String doing() {
        return "backfill " + sync.table();
    }
}
