// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.backfill;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.sync.BlockRange;
import dev.interlock.activities.sync.Catalogue;
import dev.interlock.activities.sync.Leaf;
import dev.interlock.activities.sync.Progress;
import dev.interlock.domain.sync.SyncSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Fills one table from its cursors, leaf by leaf. Killed anywhere, it repeats at most one batch. */
final class TableFill {

    private final Connection connection;
    private final SyncSql sync;
    private final FillBeside beside;
    private final CursorStore cursors;
    private final BatchClock clock;
    private final Throttle throttle;
    private final Progress progress;
    private final Set<Leaf> begun = new HashSet<>();

    TableFill(
            Connection connection,
            SyncSql sync,
            FillBeside beside,
            CursorStore cursors,
            BatchClock clock,
            Throttle throttle,
            Progress progress) {
        this.connection = connection;
        this.sync = sync;
        this.beside = beside;
        this.cursors = cursors;
        this.clock = clock;
        this.throttle = throttle;
        this.progress = progress;
    }

    void run() throws SQLException {
        Set<Leaf> filled = new HashSet<>();
        Optional<Leaf> next = next(filled);
        throttle.startsAt(cursors.total(connection));
        while (next.isPresent()) {
            fill(next.get());
            filled.add(next.get());
            next = next(filled);
        }
    }

    /** Asked anew after each leaf: partitions are attached and detached meanwhile, with the triggers of their parent. */
    private Optional<Leaf> next(Set<Leaf> filled) throws SQLException {
        List<Leaf> leaves = Catalogue.leaves(connection, sync.table());
        for (Leaf leaf : leaves) {
            if (begun.add(leaf)) {
                cursors.begin(connection, leaf);
            }
        }
        return leaves.stream().filter(leaf -> !filled.contains(leaf)).findFirst();
    }

    private void fill(Leaf leaf) throws SQLException {
        boolean atEnd = false;
        while (!atEnd) {
            throttle.pass(doing());
            Optional<Step> step = clock.run(doing(), transaction -> batch(transaction, leaf));
            step.ifPresent(done -> throttle.wrote(done.written(), done.blocks()));
            atEnd = step.map(Step::atEnd).orElse(false);
            report();
        }
    }

    /** The cursor first, then the leaf, then its rows. */
    private Step batch(Connection transaction, Leaf leaf) throws SQLException {
        Cursor cursor = cursors.lock(transaction, leaf);
        Leaf.Extent before = leaf.extent(transaction);
        if (before.filenode() == 0) {
            return Step.END;
        }
        Sql.run(transaction, "LOCK TABLE ONLY " + leaf.name().quoted() + " IN ROW EXCLUSIVE MODE");
        Leaf.Extent extent = leaf.extent(transaction);
        if (extent.filenode() != cursor.filenode()) {
            cursors.beginAgain(transaction, leaf, extent);
            return new Step(extent.blocks() == 0, 0, 0);
        }
        return cursor.isAtEnd() ? Step.END : advance(transaction, leaf, cursor);
    }

    private Step advance(Connection transaction, Leaf leaf, Cursor cursor) throws SQLException {
        BlockRange range = cursor.range(throttle.blocks(clock.blocks()));
        RowWriter writer = new RowWriter(sync, leaf);
        int filled = throttle.isUnlimited() ? byTwo(transaction, leaf, writer, range) : writer.fill(transaction, range);
        Batch batch = new Batch(filled, filled, 0).plus(writer.mend(transaction, range));
        cursors.advance(transaction, leaf, range.to(), batch);
        return new Step(range.to() >= cursor.blocks(), batch.written(), range.to() - range.from());
    }

    /** Where no rate is ordered, two sessions fill a half each. */
    private int byTwo(Connection transaction, Leaf leaf, RowWriter writer, BlockRange range) throws SQLException {
        long middle = range.from() + (range.to() - range.from()) / 2;
        BlockRange upper = new BlockRange(middle, range.to());
        int here;
        Optional<Integer> there;
        try (FillBeside.Part part = beside.begin(leaf, upper)) {
            here = writer.fill(transaction, new BlockRange(range.from(), middle));
            there = part.filled();
        }
        return here + (there.isPresent() ? there.get() : writer.fill(transaction, upper));
    }

    private void report() throws SQLException {
        throttle.reached(cursors.total(connection));
        progress.advanced(throttle.advance(doing()));
    }

    private String doing() {
        return "backfill " + sync.table();
    }

    /** @param atEnd whether nothing is left of the leaf */
    private record Step(boolean atEnd, long written, long blocks) {

        static final Step END = new Step(true, 0, 0);
    }
}
