// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.backfill;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.ledger.SqlWork;
import dev.interlock.activities.sync.Advance;
import dev.interlock.activities.sync.LockHolders;
import dev.interlock.activities.sync.Pause;
import dev.interlock.activities.sync.Progress;
import dev.interlock.activities.sync.RangeSize;
import dev.interlock.domain.ddl.TableName;
import dev.interlock.domain.plan.LockPolicy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Runs batches of about 250 ms, each in its own transaction.
 *
 * <p>One that would hold its rows for longer than {@code locks.timeout} is cut off and made smaller. A single block is
 * allowed to take as long as it takes.
 */
final class BatchClock {

    private static final Duration TARGET = Duration.ofMillis(250);

    /** Waited too long, was cancelled, was a deadlock's victim, or met a row that was just moved to another leaf. */
    static final Set<String> CUT_OFF = Set.of("55P03", "57014", "40P01", "40001");

    private static final String LOCKED = "55P03";

    private final Connection connection;
    private final TableName table;
    private final LockPolicy locks;
    private final Progress progress;
    private RangeSize size = RangeSize.first(TARGET);
    private Pause pause = newPause();
    private long inVainSince;

    BatchClock(Connection connection, TableName table, LockPolicy locks, Progress progress) {
        this.connection = connection;
        this.table = table;
        this.locks = locks;
        this.progress = progress;
    }

    long blocks() {
        return size.blocks();
    }

    /**
     * Empty when the batch was cut off: nothing of it stays, and the caller tries again.
     *
     * @throws SQLException also when batches have been cut off for the whole of {@code locks.budget}
     */
    <T> Optional<T> run(String doing, SqlWork<T> batch) throws SQLException {
        long started = System.nanoTime();
        try {
            T result = Sql.inTransaction(connection, transaction -> {
                limit(transaction);
                return batch.apply(transaction);
            });
            size = size.after(Duration.ofNanos(System.nanoTime() - started));
            inVainSince = 0;
            pause = newPause();
            return Optional.of(result);
        } catch (SQLException e) {
            cutOff(doing, e, started);
            return Optional.empty();
        }
    }

    /** One row of its own: waits for it up to {@code locks.timeout}; empty when it stays locked. Not tried again. */
    <T> Optional<T> attempt(SqlWork<T> row) throws SQLException {
        try {
            return Optional.of(Sql.inTransaction(connection, transaction -> {
                limit(transaction);
                return row.apply(transaction);
            }));
        } catch (SQLException e) {
            if (!CUT_OFF.contains(e.getSQLState())) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private void cutOff(String doing, SQLException e, long started) throws SQLException {
        if (!CUT_OFF.contains(e.getSQLState())) {
            throw e;
        }
        inVainSince = inVainSince == 0 ? started : inVainSince;
        String why = doing + ": " + why(e);
        progress.advanced(Advance.waiting(why));
        if (System.nanoTime() - inVainSince >= locks.budget().toNanos()) {
            throw new SQLException("locks.budget is spent, " + why, e.getSQLState(), e);
        }
        size = size.smaller();
        pause.next();
    }

    /** A batch skips rows that are locked, so what it did not get in time was the table. */
    private String why(SQLException e) throws SQLException {
        return LOCKED.equals(e.getSQLState())
                ? LockHolders.ofRowExclusive(connection, table)
                : String.valueOf(e.getMessage());
    }

    private void limit(Connection transaction) throws SQLException {
        long millis = locks.timeout().toMillis();
        Sql.run(transaction, "SET LOCAL lock_timeout = " + millis);
        Sql.run(transaction, "SET LOCAL statement_timeout = " + (size.isSmallest() ? 0 : millis));
    }

    private static Pause newPause() {
        return new Pause(Duration.ofMillis(50), Duration.ofSeconds(5));
    }
}
