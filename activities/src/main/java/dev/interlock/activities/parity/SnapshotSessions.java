// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.parity;

import dev.interlock.activities.ledger.ConnectionSource;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.ledger.SqlWork;
import dev.interlock.activities.ledger.StopRequested;
import dev.interlock.domain.sync.Quote;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;

/** A few sessions that read, beside each other, what one exported snapshot sees. */
final class SnapshotSessions implements AutoCloseable {

    private static final long ENDS_WITHIN_SECONDS = 10;

    private final List<Connection> all = new ArrayList<>();
    private final BlockingQueue<Connection> idle = new LinkedBlockingQueue<>();
    private final ExecutorService threads;
    private final CompletionService<Piece.Counted> done;

    private SnapshotSessions(int sessions) {
        this.threads = Executors.newFixedThreadPool(sessions, SnapshotSessions::daemon);
        this.done = new ExecutorCompletionService<>(threads);
    }

    /** @param snapshot as {@code pg_export_snapshot} named it, whose transaction must stay open */
    static SnapshotSessions open(ConnectionSource connections, String snapshot, int sessions) throws SQLException {
        SnapshotSessions opened = new SnapshotSessions(sessions);
        boolean complete = false;
        try {
            for (int i = 0; i < sessions; i++) {
                opened.add(connections.open("parity"), snapshot);
            }
            complete = true;
            return opened;
        } finally {
            if (!complete) {
                opened.close();
            }
        }
    }

    private void add(Connection connection, String snapshot) throws SQLException {
        all.add(connection);
        connection.setAutoCommit(false);
        Sql.run(connection, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
        Sql.run(connection, "SET TRANSACTION SNAPSHOT " + Quote.literal(snapshot));
        idle.add(connection);
    }

    /** Runs it in a session that is free. */
    void submit(SqlWork<Piece.Counted> work) {
        done.submit(() -> {
            Connection connection = idle.take();
            try {
                return work.apply(connection);
            } finally {
                idle.add(connection);
            }
        });
    }

    /** The next that ends, whichever it is; empty when none does within so many nanoseconds. */
    Optional<Piece.Counted> take(long nanos) throws SQLException {
        if (nanos <= 0) {
            return Optional.empty();
        }
        try {
            Future<Piece.Counted> ended = done.poll(nanos, TimeUnit.NANOSECONDS);
            return ended == null ? Optional.empty() : Optional.of(ended.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StopRequested("interrupted while rows are read", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException sql) {
                throw sql;
            }
            throw new IllegalStateException("rows could not be read", e.getCause());
        }
    }

    /** What still runs is cancelled, since nobody waits for it any more. */
    @Override
    public void close() throws SQLException {
        threads.shutdownNow();
        for (Connection connection : all) {
            if (!idle.contains(connection)) {
                connection.unwrap(PGConnection.class).cancelQuery();
            }
        }
        awaitThreads();
        for (Connection connection : all) {
            connection.close();
        }
    }

    private void awaitThreads() {
        try {
            if (!threads.awaitTermination(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a session that reads for parity does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "interlock-parity");
        thread.setDaemon(true);
        return thread;
    }
}
