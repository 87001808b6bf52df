// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.backfill;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.sync.BlockRange;
import dev.interlock.activities.sync.Leaf;
import dev.interlock.domain.plan.LockPolicy;
import dev.interlock.domain.sync.SyncSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A second session that fills a part of a batch by the short way, while the first one fills the rest. It commits first: the
 * cursor, which the first one moves, never runs ahead of rows.
 *
 * <p>The first one waits for it and holds locks meanwhile, so it never waits itself: rows that somebody has locked are passed
 * over, the table is locked at once or not at all, and what would fire a trigger of the team is not done here.
 */
final class FillBeside implements AutoCloseable {

    private final Connection connection;
    private final SyncSql sync;
    private final LockPolicy locks;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread worker = new Thread(work, "interlock-fill-beside");
        worker.setDaemon(true);
        return worker;
    });

    /** @param connection its own from here on, under the settings that sync's expressions need */
    FillBeside(Connection connection, SyncSql sync, LockPolicy locks) {
        this.connection = connection;
        this.sync = sync;
        this.locks = locks;
    }

    Part begin(Leaf leaf, BlockRange range) {
        return new Part(thread.submit(() -> fill(leaf, range)));
    }

    private Optional<Integer> fill(Leaf leaf, BlockRange range) throws SQLException {
        try {
            return Optional.of(Sql.inTransaction(connection, transaction -> {
                Sql.run(
                        transaction,
                        "SET LOCAL statement_timeout = " + locks.timeout().toMillis());
                Sql.run(transaction, "LOCK TABLE ONLY " + leaf.name().quoted() + " IN ROW EXCLUSIVE MODE NOWAIT");
                return new PlainFill(sync, leaf).fill(transaction, range);
            }));
        } catch (SQLException e) {
            if (!BatchClock.CUT_OFF.contains(e.getSQLState())) {
                throw e;
            }
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }

    /** A part under way. Closing it waits for its end, whatever that is. */
    static final class Part implements AutoCloseable {

        private final Future<Optional<Integer>> running;

        private Part(Future<Optional<Integer>> running) {
            this.running = running;
        }

        /** How many rows it has filled; empty when it was cut off, and nothing of it stays. */
        Optional<Integer> filled() throws SQLException {
            try {
                return running.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof SQLException failed) {
                    throw failed;
                }
                throw new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SQLException("interrupted beside a batch", "57014", e);
            }
        }

        @Override
        public void close() throws SQLException {
            filled();
        }
    }
}
