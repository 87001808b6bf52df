// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.sync;

import dev.interlock.activities.ledger.ConnectionSource;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.ledger.SqlWork;
import dev.interlock.activities.lock.LockObserver;
import dev.interlock.activities.lock.LockTask;
import dev.interlock.domain.ddl.TableName;
import dev.interlock.domain.plan.LockPolicy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;

/**
 * A short transaction under one strong table lock, attempted until it succeeds or the budget is spent.
 *
 * <p>The lock is taken first. {@code lock_timeout} counts for each lock, and a partitioned table has one for every leaf,
 * so {@code statement_timeout} bounds their sum: nobody stands behind us for longer than {@code locks.timeout}. Should this
 * process stand still meanwhile, the server ends the session after the same time.
 */
public final class LockAttempts {

    private static final String NOT_AVAILABLE = "55P03";

    /** lock_not_available, query_canceled (statement_timeout), deadlock_detected. */
    private static final Set<String> LOCKED = Set.of(NOT_AVAILABLE, "57014", "40P01");

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final ConnectionSource connections;
    private final LockTask task;
    private final LockPolicy policy;
    private final Progress progress;

    public LockAttempts(ConnectionSource connections, LockTask task, Progress progress) {
        this.connections = connections;
        this.task = task;
        this.policy = task.policy();
        this.progress = progress;
    }

    /** @throws SQLException with 55P03 when the budget is spent, whichever limit ended the last attempt; at once on any other error */
    public void run(TableName table, LockMode mode, SqlWork<Boolean> work) throws SQLException {
        long deadline = System.nanoTime() + policy.budget().toNanos();
        Pause pause = new Pause(FIRST_PAUSE, LONGEST_PAUSE);
        try (LockObserver observer = LockObserver.open(connections, task);
                Connection connection = connections.open(task.step())) {
            observer.begins(table.toString());
            while (!attempt(connection, observer, table, mode, work, deadline)) {
                pause.next();
            }
        }
    }

    private boolean attempt(
            Connection connection,
            LockObserver observer,
            TableName table,
            LockMode mode,
            SqlWork<Boolean> work,
            long deadline)
            throws SQLException {
        observer.tries(connection);
        try {
            return Sql.inTransaction(connection, transaction -> {
                lock(transaction, table, mode);
                connections.confirm(transaction);
                return work.apply(transaction);
            });
        } catch (SQLException e) {
            if (!LOCKED.contains(e.getSQLState())) {
                throw e;
            }
            observer.failed();
            String waiting = LockHolders.describe(connection, table, mode);
            progress.advanced(Advance.waiting(waiting));
            if (System.nanoTime() >= deadline) {
                throw new SQLException("locks.budget is spent " + waiting, NOT_AVAILABLE, e);
            }
            return false;
        } finally {
            observer.rests();
        }
    }

    private void lock(Connection transaction, TableName table, LockMode mode) throws SQLException {
        long millis = policy.timeout().toMillis();
        Sql.run(transaction, "SET LOCAL lock_timeout = " + millis);
        Sql.run(transaction, "SET LOCAL statement_timeout = " + millis);
        Sql.run(transaction, "SET LOCAL idle_in_transaction_session_timeout = " + millis);
        Sql.run(transaction, "LOCK TABLE " + table.quoted() + " IN " + mode.sql() + " MODE");
    }
}
