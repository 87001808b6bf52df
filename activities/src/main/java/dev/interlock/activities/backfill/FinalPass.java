// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.backfill;

import dev.interlock.activities.ledger.Failures;
import dev.interlock.activities.sync.Advance;
import dev.interlock.activities.sync.BlockRange;
import dev.interlock.activities.sync.Catalogue;
import dev.interlock.activities.sync.Leaf;
import dev.interlock.activities.sync.Pause;
import dev.interlock.activities.sync.Progress;
import dev.interlock.domain.guardrail.Figures;
import dev.interlock.domain.plan.LockPolicy;
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
    private final LockPolicy locks;
    private final BatchClock clock;
    private final Throttle throttle;
    private final Progress progress;

    FinalPass(
            Connection connection,
            SyncSql sync,
            LockPolicy locks,
            BatchClock clock,
            Throttle throttle,
            Progress progress) {
        this.connection = connection;
        this.sync = sync;
        this.locks = locks;
        this.clock = clock;
        this.throttle = throttle;
        this.progress = progress;
    }

    /**
     * The rows that another pass would not make right: 0 after a clean one.
     *
     * @throws io.temporal.failure.ApplicationFailure type {@code lock-budget} when rows stay locked for all of it
     */
    Unfilled run() throws SQLException {
        Pause pause = new Pause(Duration.ofMillis(100), Duration.ofSeconds(5));
        long lockedSince = 0;
        Pass before = Pass.EMPTY;
        Pass pass = once();
        while (!pass.isClean() && !pass.isInVain(before)) {
            String waiting =
                    doing() + ": " + Figures.counted(pass.locked(), "row") + " locked by others" + pass.named();
            progress.advanced(Advance.waiting(waiting));
            lockedSince = pass.locked() == 0 ? 0 : lockedSince == 0 ? System.nanoTime() : lockedSince;
            if (lockedSince != 0) {
                if (System.nanoTime() - lockedSince >= locks.budget().toNanos()) {
                    throw Failures.lockBudget("locks.budget (" + locks.budget() + ") is spent, " + waiting);
                }
                pause.next();
            }
            before = pass;
            pass = once();
        }
        return new Unfilled(
                pass.stuck() + pass.skipped(), pass.skipped() > 0 ? SkippingTriggers.sentence(connection, sync) : "");
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
                pass = pass.plus(after(leaf, writer, range, batch.get()));
                from = range.to();
            }
            progress.advanced(new Advance(doing(), from, blocks, pass.found()));
        }
        return pass;
    }

    private Pass after(Leaf leaf, RowWriter writer, BlockRange range, Batch batch) throws SQLException {
        if (batch.skipped() == 0) {
            return new Pass(batch.found(), batch.stuck(), 0, 0, "");
        }
        Pass pass = new Pass(batch.found(), 0, 0, 0, "");
        for (String ctid : writer.outOfParity(connection, range)) {
            Optional<RowWriter.One> row = clock.attempt(transaction -> writer.fillOne(transaction, ctid));
            pass = pass.plus(row.isPresent() ? Pass.of(row.get()) : locked(leaf, ctid, pass));
            progress.advanced(Advance.waiting(doing() + ": revisiting rows that others had locked" + pass.named()));
        }
        return pass;
    }

    /** One name is enough, and asking costs a look at every session. */
    private Pass locked(Leaf leaf, String ctid, Pass pass) throws SQLException {
        String named = pass.named().isEmpty() ? ", such as " + RowHolder.describe(connection, sync, leaf, ctid) : "";
        return new Pass(0, 0, 0, 1, named);
    }

    private String doing() {
        return "final pass " + sync.table();
    }

    /**
     * @param found rows out of parity when the pass came by
     * @param stuck of those, the ones that forward raises on
     * @param skipped of those, the ones that a trigger keeps from being written
     * @param locked of those, the ones that stayed locked for longer than {@code locks.timeout}
     * @param named one of the locked and who has it, to be put behind a sentence; empty where none is
     */
    private record Pass(long found, long stuck, long skipped, long locked, String named) {

        static final Pass EMPTY = new Pass(0, 0, 0, 0, "");

        /** Counts as something found, so that there is another pass. */
        static final Pass MOVED = new Pass(1, 0, 0, 0, "");

        static Pass of(RowWriter.One row) {
            return switch (row) {
                case RIGHT -> EMPTY;
                case STUCK -> new Pass(0, 1, 0, 0, "");
                case SKIPPED -> new Pass(0, 0, 1, 0, "");
            };
        }

        Pass plus(Pass other) {
            return new Pass(
                    found + other.found,
                    stuck + other.stuck,
                    skipped + other.skipped,
                    locked + other.locked,
                    named.isEmpty() ? other.named : named);
        }

        boolean isClean() {
            return found == 0;
        }

        /** A row that was only just written by somebody may look skipped, so that has to be found twice. */
        boolean isInVain(Pass before) {
            return found > 0 && found == stuck + skipped && (skipped == 0 || before.skipped > 0);
        }
    }
}
