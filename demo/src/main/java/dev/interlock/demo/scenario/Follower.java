// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.scenario;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Follows a migration through the ledger, and lets a script wait for what happens. */
final class Follower implements AutoCloseable {

    private static final Duration EVERY = Duration.ofMillis(100);

    /** Trouble that nobody in a scenario ends. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Nothing in a scenario leads on from here by itself. */
    private static final Set<String> ENDS = Set.of("REJECTED", "ROLLED_BACK", "REVERTED", "COMPLETED");

    private final Connection connection;
    private final LedgerFeed feed;
    private final Consumer<LedgerEvent> listener;
    private final Thread thread = new Thread(this::run, "follower");
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final List<LedgerEvent> seen = new ArrayList<>();
    private int awaited;
    private @Nullable SQLException failure;

    Follower(Connection connection, String migration, Consumer<LedgerEvent> listener) {
        this.connection = connection;
        this.feed = new LedgerFeed(connection, migration);
        this.listener = listener;
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            do {
                feed.after(lastId()).forEach(this::take);
            } while (!stopping.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            fail(e);
        }
    }

    private synchronized long lastId() {
        return seen.isEmpty() ? 0 : seen.get(seen.size() - 1).id();
    }

    private void take(LedgerEvent event) {
        listener.accept(event);
        synchronized (this) {
            seen.add(event);
            notifyAll();
        }
    }

    private synchronized void fail(SQLException e) {
        failure = e;
        notifyAll();
    }

    /**
     * The first event after the one last waited for that is as wanted.
     *
     * @throws DemoFailed when the migration comes to an end, or to 0 % again, before
     */
    synchronized LedgerEvent await(String what, Predicate<LedgerEvent> wanted) throws DemoFailed, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            while (awaited < seen.size()) {
                LedgerEvent event = seen.get(awaited++);
                if (wanted.test(event)) {
                    return event;
                }
                refuseEnd(what, event);
            }
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0 || failure != null) {
                throw new DemoFailed("waited for " + what + "; " + standing());
            }
            wait(left);
        }
    }

    private static void refuseEnd(String what, LedgerEvent event) throws DemoFailed {
        if (ENDS.stream().anyMatch(event::enters)) {
            throw new DemoFailed("waited for " + what + "; it ended as " + event.phase() + ": " + event.text());
        }
    }

    /** Where it stands, in words. */
    synchronized String standing() {
        if (failure != null) {
            return "the ledger cannot be read: " + failure.getMessage();
        }
        if (seen.isEmpty()) {
            return "nothing has happened yet";
        }
        LedgerEvent last = seen.get(seen.size() - 1);
        return "it stands in " + last.phase() + (last.hold() == null ? "" : ", held: " + last.hold());
    }

    /** The phase it was last seen in. */
    synchronized String phase() {
        return seen.isEmpty() ? "QUEUED" : seen.get(seen.size() - 1).phase();
    }

    @Override
    public void close() throws SQLException {
        stopping.countDown();
        try {
            thread.join(2000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connection.close();
    }
}
