// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.backfill;

import dev.interlock.activities.sync.Advance;
import dev.interlock.activities.sync.BlockRange;
import dev.interlock.activities.sync.Catalogue;
import dev.interlock.activities.sync.Leaf;
import dev.interlock.activities.sync.Pause;
import dev.interlock.activities.sync.Progress;
import dev.interlock.domain.guardrail.Figures;
import dev.interlock.domain.sync.SyncSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Passes over the whole table until one finds no row out of parity.
 *
 * <p>Reading range by range, each under its own snapshot, misses no row that moves meanwhile: whatever moves a row is an
 * UPDATE, and while the trigger is unguarded every UPDATE makes its row right. What moves rows without one is told by the
 * file's number, and then the pass does not count.
 */
final class FinalPass {

    private final Connection connection;
    private final SyncSql sync;
    private final BatchClock clock;
    private final Throttle throttle;
    private final Progress progress;

    FinalPass(Connection connection, SyncSql sync, BatchClock clock, Throttle throttle, Progress progress) {
        this.connection = connection;
        this.sync = sync;
        this.clock = clock;
        this.throttle = throttle;
        this.progress = progress;
    }

    /** The rows that cannot be made right because forward raises on them: 0 after a clean pass. */
    long run() throws SQLException {
        Pause pause = new Pause(Duration.ofMillis(100), Duration.ofSeconds(5));
        Pass pass = once();
        while (!pass.isClean() && !pass.onlyStuckIsLeft()) {
            progress.advanced(
                    Advance.waiting(doing() + ": " + Figures.counted(pass.locked(), "row") + " locked by others"));
            if (pass.locked() > 0) {
                pause.next();
            }
            pass = once();
        }
        return pass.stuck();
    }

    private Pass once() throws SQLException {
        Pass pass = Pass.EMPTY;
        List<Leaf> leaves = Catalogue.leaves(connection, sync.table());
        for (Leaf leaf : leaves) {
            Leaf.Extent extent = leaf.extent(connection);
            pass = pass.plus(over(leaf, extent.blocks()));
            boolean moved = leaf.extent(connection).filenode() != extent.filenode();
            pass = moved ? pass.plus(Pass.MOVED) : pass;
        }
        return pass;
    }

    private Pass over(Leaf leaf, long blocks) throws SQLException {
        RowWriter writer = new RowWriter(sync, leaf);
        Pass pass = Pass.EMPTY;
        long from = 0;
        while (from < blocks) {
            BlockRange range = new BlockRange(from, Math.min(blocks, from + clock.blocks()));
            throttle.pass(doing());
            Optional<Batch> batch = clock.run(doing(), transaction -> writer.mend(transaction, range));
            if (batch.isPresent()) {
                throttle.wrote(batch.get().written(), range.to() - range.from());
                pass = pass.plus(after(writer, range, batch.get()));
                from = range.to();
            }
            progress.advanced(new Advance(doing(), from, blocks, pass.found()));
        }
        return pass;
    }

    private Pass after(RowWriter writer, BlockRange range, Batch batch) throws SQLException {
        if (batch.skipped() == 0) {
            return new Pass(batch.found(), batch.stuck(), 0);
        }
        long stuck = 0;
        long locked = 0;
        for (String ctid : writer.outOfParity(connection, range)) {
            Optional<Long> still = clock.attempt(transaction -> writer.fillOne(transaction, ctid));
            stuck += still.orElse(0L);
            locked += still.isPresent() ? 0 : 1;
            progress.advanced(Advance.waiting(doing() + ": revisiting rows that others had locked"));
        }
        return new Pass(batch.found(), stuck, locked);
    }

    private String doing() {
        return "final pass " + sync.table();
    }

    /**
     * @param found rows out of parity when the pass came by
     * @param stuck of those, the ones that forward raises on
     * @param locked of those, the ones that stayed locked for longer than {@code locks.timeout}
     */
    private record Pass(long found, long stuck, long locked) {

        static final Pass EMPTY = new Pass(0, 0, 0);

        /** Counts as something found, so that there is another pass. */
        static final Pass MOVED = new Pass(1, 0, 0);

        Pass plus(Pass other) {
            return new Pass(found + other.found, stuck + other.stuck, locked + other.locked);
        }

        boolean isClean() {
            return found == 0;
        }

        boolean onlyStuckIsLeft() {
            return found > 0 && found == stuck;
        }
    }
}
