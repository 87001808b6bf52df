// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.backfill;

import dev.interlock.activities.sync.Advance;
import dev.interlock.activities.sync.BlockRange;
import dev.interlock.activities.sync.Catalogue;
import dev.interlock.activities.sync.Leaf;
import dev.interlock.activities.sync.Progress;
import dev.interlock.domain.sync.SyncSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * One pass over a table that makes rows right, batch by batch and as throttled as a backfill. Exact parity, which follows,
 * finds what it has missed; begun anew, it finds nothing to do where it has been.
 */
final class TableRepair {

    private final Connection connection;
    private final SyncSql sync;
    private final boolean whateverItHolds;
    private final BatchClock clock;
    private final Throttle throttle;
    private final Progress progress;

    /** @param whateverItHolds whether the old side is right also of rows that hold values in the new one */
    TableRepair(
            Connection connection,
            SyncSql sync,
            boolean whateverItHolds,
            BatchClock clock,
            Throttle throttle,
            Progress progress) {
        this.connection = connection;
        this.sync = sync;
        this.whateverItHolds = whateverItHolds;
        this.clock = clock;
        this.throttle = throttle;
        this.progress = progress;
    }

    /** How many rows it has made right. */
    long run() throws SQLException {
        long repaired = 0;
        for (Leaf leaf : Catalogue.leaves(connection, sync.table())) {
            repaired += over(leaf, repaired);
        }
        return repaired;
    }

    private long over(Leaf leaf, long before) throws SQLException {
        RowRepair rows = new RowRepair(sync, leaf, whateverItHolds);
        long blocks = leaf.extent(connection).blocks();
        long repaired = 0;
        long from = 0;
        while (from < blocks) {
            BlockRange range = new BlockRange(from, Math.min(blocks, from + clock.blocks()));
            throttle.pass(doing());
            Optional<Optional<Long>> batch =
                    clock.run(doing(), transaction -> Raised.unless(transaction, inside -> rows.repair(inside, range)));
            if (batch.isPresent()) {
                long written = batch.get().orElse(0L) + oneByOne(rows, range);
                throttle.wrote(written, range.to() - range.from());
                repaired += written;
                from = range.to();
            }
            progress.advanced(new Advance(doing(), from, blocks, before + repaired));
        }
        return repaired;
    }

    /** What the batch has left: rows that somebody had locked, and all of them if forward raises on one. */
    private long oneByOne(RowRepair rows, BlockRange range) throws SQLException {
        long repaired = 0;
        for (String place : rows.places(connection, range)) {
            Optional<Optional<Long>> row =
                    clock.attempt(transaction -> Raised.unless(transaction, inside -> rows.repairOne(inside, place)));
            repaired += row.flatMap(written -> written).orElse(0L);
            progress.advanced(Advance.waiting(doing() + ": row by row"));
        }
        return repaired;
    }

    private String doing() {
        return "repair " + sync.table();
    }
}
