// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import dev.interlock.activities.ledger.SqlWork;
import dev.interlock.activities.ledger.StopRequested;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Beats from a thread of its own while JDBC blocks the one that works. When a beat says that nobody wants the work any
 * more, the running statement is cancelled, again and again until the work has noticed: a cancel that arrives between two
 * statements is lost.
 */
public final class Heartbeats implements AutoCloseable {

    private static final long EVERY_MILLIS = 500;

    private final Pulse pulse;
    private final ScheduledExecutorService threads;

    // Guarded by this.
    private Supplier<Object> details = () -> "starting";
    private @Nullable Connection running;
    private @Nullable RuntimeException stop;

    private Heartbeats(Pulse pulse, ScheduledExecutorService threads) {
        this.pulse = pulse;
        this.threads = threads;
    }

    public static Heartbeats start(Pulse pulse) {
        ScheduledExecutorService threads = Executors.newScheduledThreadPool(2, Heartbeats::daemon);
        Heartbeats heartbeats = new Heartbeats(pulse, threads);
        // Nothing to wait for: what goes wrong with a beat reaches the work through check(), and close() ends them all.
        Future<?> unused = threads.scheduleWithFixedDelay(heartbeats::tick, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        return heartbeats;
    }

    /** What the next beats carry; asked on the beating thread, and must not block for long. */
    public synchronized void tell(Supplier<Object> next) {
        details = next;
    }

    /** A safe point: throws {@link StopRequested} when nobody wants the work any more. */
    public synchronized void check() {
        RuntimeException why = stop;
        if (why != null) {
            throw new StopRequested("stopped: " + why.getMessage(), why);
        }
    }

    public synchronized boolean stopping() {
        return stop != null;
    }

    /** Why the work is to stop. */
    public synchronized Optional<RuntimeException> reason() {
        return Optional.ofNullable(stop);
    }

    /** Stands still for this long, or until the work is to stop; then throws {@link StopRequested}. */
    public void pause(Duration duration) {
        long until = System.nanoTime() + duration.toNanos();
        synchronized (this) {
            while (stop == null && System.nanoTime() < until) {
                waitUntil(until);
            }
        }
        check();
    }

    /** From here on a stop cancels what this connection runs. */
    public synchronized void runs(Connection connection) {
        check();
        running = connection;
    }

    public synchronized void rests() {
        running = null;
    }

    /** Runs the work so that a stop cancels its statement. A statement that was cancelled for it throws {@link StopRequested}. */
    public <T> T during(Connection connection, SqlWork<T> work) throws SQLException {
        runs(connection);
        try {
            return work.apply(connection);
        } catch (SQLException e) {
            check();
            throw e;
        } finally {
            rests();
        }
    }

    /** Cancels what this connection runs when the time is over; cancelling the answer calls it off. */
    public Future<?> limit(Connection connection, Duration time) {
        return threads.schedule(() -> cancel(connection), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void tick() {
        if (!stopping()) {
            beat();
        }
        cancelWhenStopping();
    }

    private void beat() {
        try {
            Supplier<Object> next;
            synchronized (this) {
                next = details;
            }
            pulse.beat(next.get());
        } catch (RuntimeException e) {
            synchronized (this) {
                stop = e;
                notifyAll();
            }
        }
    }

    private synchronized void cancelWhenStopping() {
        Connection connection = running;
        if (stop != null && connection != null && !cancel(connection)) {
            running = null;
        }
    }

    /** False when the connection is gone, and its statement with it: the working thread sees the same. */
    private static boolean cancel(Connection connection) {
        try {
            connection.unwrap(PGConnection.class).cancelQuery();
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private void waitUntil(long nanoTime) {
        try {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(1_000_000, nanoTime - System.nanoTime()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StopRequested("interrupted", e);
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "interlock-heartbeats");
        thread.setDaemon(true);
        return thread;
    }
}
