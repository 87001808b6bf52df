// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.lock;

import dev.interlock.activities.ledger.ConnectionSource;
import dev.interlock.domain.ddl.LockNeed;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches a working session over one of its own, from a thread of its own: who keeps it waiting, and where that is asked
 * for, that it neither holds nor waits for a lock that the application stands behind for longer than {@code locks.timeout}.
 *
 * <p>Takes no lock on a table. What it sees is in heartbeat and ledger; what it cannot see is logged, and stops nothing.
 */
public final class LockObserver implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LockObserver.class);

    private static final long MOST_MILLIS = 250;
    private static final long LEAST_MILLIS = 10;
    private static final long CLOSING_SECONDS = 5;
    private static final long SHORT_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long SELDOM_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Connection observer;
    private final LockTask task;
    private final Sightings sightings;
    private final ScheduledExecutorService thread;

    // Guarded by this.
    private String doing = "starting";
    private int tries;
    private @Nullable Connection working;
    private int pid;
    private long since;
    private long lookedAt;
    private @Nullable LockGuard guard;
    private boolean overdue;
    private List<Blocker> present = List.of();
    private List<Blocker> last = List.of();

    private LockObserver(Connection observer, LockTask task, ScheduledExecutorService thread) {
        this.observer = observer;
        this.task = task;
        this.thread = thread;
        this.sightings = new Sightings(observer, task);
    }

    /** To be closed by the caller. */
    public static LockObserver open(ConnectionSource sessions, LockTask task) throws SQLException {
        Connection connection = sessions.open("observe");
        LockObserver observer =
                new LockObserver(connection, task, Executors.newSingleThreadScheduledExecutor(LockObserver::daemon));
        long every = Math.max(
                LEAST_MILLIS, Math.min(MOST_MILLIS, task.policy().timeout().toMillis() / 5));
        // Nothing to wait for: close() ends it.
        Future<?> unused = observer.thread.scheduleWithFixedDelay(observer::tick, every, every, TimeUnit.MILLISECONDS);
        return observer;
    }

    /** Another piece of work; its attempts are counted anew. */
    public synchronized void begins(String what) {
        doing = what;
        tries = 0;
        rests();
    }

    /** One more attempt, by this session. */
    public synchronized void tries(Connection connection) throws SQLException {
        tries++;
        watches(connection);
        String what = doing;
        quietly(() -> sightings.tried(what));
    }

    /** What this session does belongs to an attempt, and is none. */
    public synchronized void watches(Connection connection) throws SQLException {
        since = System.nanoTime();
        guard = null;
        overdue = false;
        working = connection;
        pid = connection.unwrap(PGConnection.class).getBackendPID();
    }

    /** From here on this attempt is cancelled when the application has stood behind it for that long. */
    public synchronized void guards(Duration limit) {
        guard = new LockGuard(limit);
    }

    /** Whether this attempt was cancelled for that. */
    public synchronized boolean overdue() {
        return overdue;
    }

    /** The attempt has failed for want of a lock: whoever stood in its way at its end is to blame. */
    public synchronized void failed() {
        String what = doing;
        List<Blocker> blamed = present;
        rests();
        quietly(() -> sightings.failed(what, blamed));
    }

    /** The attempt is over. */
    public synchronized void rests() {
        working = null;
        pid = 0;
    }

    public synchronized int tries() {
        return tries;
    }

    /** For the heartbeat. */
    public synchronized Object progress() {
        return new SchemaProgress(task.step(), doing, tries, present);
    }

    /** The last that were seen in the way, for the sentence that says why it was given up. */
    public synchronized String lastBlockers() {
        return last.isEmpty()
                ? "nobody was seen in the way"
                : "last blocked by "
                        + String.join("; ", last.stream().map(Blocker::words).toList());
    }

    /** Which locks the working session holds on tables that were there before it. */
    public List<LockNeed> strongLocks() throws SQLException {
        List<LockNeed> held = new ArrayList<>();
        for (StrongLock lock : StrongLock.of(observer, watched())) {
            if (lock.granted()) {
                held.add(lock.need());
            }
        }
        return held;
    }

    @Override
    public void close() throws SQLException {
        rests();
        quietly(sightings::ended);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the lock observer of migration {} does not end in time", task.migration());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        observer.close();
    }

    private synchronized int watched() {
        return pid;
    }

    private void tick() {
        int watching = watched();
        if (watching != 0 && isTime()) {
            attempt(() -> look(watching));
        }
    }

    /** Who waits for long need not be looked at that often, unless the application waits behind it. */
    private synchronized boolean isTime() {
        long now = System.nanoTime();
        boolean seldom = guard == null && now - since > SHORT_NANOS;
        if (seldom && now - lookedAt < SELDOM_NANOS) {
            return false;
        }
        lookedAt = now;
        return true;
    }

    private void look(int watching) throws SQLException {
        List<Blocker> now = Blockers.of(observer, watching);
        if (seen(watching, now)) {
            sightings.seen(now);
            guard(watching);
        }
    }

    /** False when the attempt has ended meanwhile. */
    private synchronized boolean seen(int watching, List<Blocker> now) {
        if (pid != watching) {
            return false;
        }
        present = now;
        last = now.isEmpty() ? last : now;
        return true;
    }

    private void guard(int watching) throws SQLException {
        if (isGuarded()) {
            cancelWhenOverdue(watching, StrongLock.of(observer, watching));
        }
    }

    private synchronized boolean isGuarded() {
        return guard != null;
    }

    /** Under the same lock as {@link #rests}, so that the cancel meets no later statement than the attempt's. */
    private synchronized void cancelWhenOverdue(int watching, List<StrongLock> locks) throws SQLException {
        Connection connection = working;
        LockGuard guarding = guard;
        if (pid != watching || connection == null || guarding == null) {
            return;
        }
        if (guarding.isOverdue(locks, System.nanoTime())) {
            overdue = true;
            connection.unwrap(PGConnection.class).cancelQuery();
        }
    }

    private void quietly(Watching work) {
        thread.execute(() -> attempt(work));
    }

    /** A watch that fails must not stop what it watches. */
    private void attempt(Watching work) {
        try {
            work.run();
        } catch (SQLException e) {
            LOG.warn("the locks of migration {} in {} cannot be watched", task.migration(), task.step(), e);
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "interlock-locks");
        thread.setDaemon(true);
        return thread;
    }

    @FunctionalInterface
    private interface Watching {
        void run() throws SQLException;
    }
}
