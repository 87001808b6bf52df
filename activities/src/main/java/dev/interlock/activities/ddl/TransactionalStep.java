// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import dev.interlock.activities.archive.Archiving;
import dev.interlock.activities.lock.LockObserver;
import dev.interlock.activities.lock.TableLocks;
import dev.interlock.domain.ddl.LockNeed;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A script in its transaction.
 *
 * <p>Locks, in this order: the script's ledger row; all tables that the script is known to lock, within
 * {@code locks.timeout} together; then what the script locks beside them. From then on a script that stops the
 * application has {@code locks.timeout} until its commit. Should this process stand still meanwhile, the server ends the
 * session after the same time, and with it the locks.
 */
final class TransactionalStep implements ScriptStep {

    private final Work work;
    private final Fence fence;
    private final ScriptLocks locks;
    private final LockObserver observer;

    private boolean locking;
    private long lockedAt;
    private List<LockNeed> taken = List.of();
    private @Nullable Future<?> limit;

    TransactionalStep(Work work, Fence fence, ScriptLocks locks, LockObserver observer) {
        this.work = work;
        this.fence = fence;
        this.locks = locks;
        this.observer = observer;
    }

    @Override
    public void before(Connection connection) throws SQLException {
        work.heartbeats().runs(connection);
        observer.tries(connection);
        locking = true;
        Settings.set(connection, "lock_timeout", timeout());
        ScriptLedger.hold(connection, fence);
        List<LockNeed> had = TableLocks.take(connection, locks.needs(), timeout());
        locking = false;
        lockedAt = System.nanoTime();
        Settings.set(connection, "search_path", "public");
        Settings.set(connection, "lock_timeout", timeout());
        if (locks.stopTheApplication(had)) {
            Settings.set(connection, "statement_timeout", timeout());
            Settings.set(connection, "idle_in_transaction_session_timeout", timeout());
            limit = work.heartbeats().limit(connection, timeout());
        } else {
            Settings.set(
                    connection, "statement_timeout", locks.longest(work.plan().locks()));
            observer.guards(timeout());
        }
        if (fence.key().kind() == ScriptKind.REVERT) {
            Archiving.sealRevertWithin(connection, work, fence.key().script());
        }
        taken = had.isEmpty() ? had : observer.strongLocks();
    }

    /** A script that turns out to have locked more tables than it was known to is rolled back, and takes them first next time. */
    @Override
    public void after(Connection connection) throws SQLException {
        List<LockNeed> held = observer.strongLocks();
        // A rewrite takes SHARE on the table that it holds ACCESS EXCLUSIVE already.
        Set<LockNeed> unforeseen = held.stream()
                .filter(need -> taken.stream().noneMatch(had -> had.covers(need)))
                .collect(Collectors.toSet());
        if (held.size() > 1 && !unforeseen.isEmpty()) {
            throw new UnforeseenLocks(unforeseen);
        }
        ScriptLedger.done(connection, fence);
    }

    @Override
    public void ends() {
        Future<?> running = limit;
        if (running != null) {
            running.cancel(false);
        }
        work.heartbeats().rests();
        observer.rests();
    }

    @Override
    public Cancelled cancelled() {
        if (locking) {
            return Cancelled.LOCKED;
        }
        boolean timeIsOver =
                limit != null && System.nanoTime() - lockedAt >= timeout().toNanos();
        return timeIsOver || observer.overdue() ? Cancelled.OVERRAN : Cancelled.STOPPED;
    }

    private Duration timeout() {
        return work.plan().locks().timeout();
    }
}
