// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.contract;

import dev.interlock.activities.archive.Archiving;
import dev.interlock.activities.ddl.Fence;
import dev.interlock.activities.ddl.ScriptLedger;
import dev.interlock.activities.ddl.SqlTrouble;
import dev.interlock.activities.ddl.Work;
import dev.interlock.activities.flag.FlagStore;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.lock.LockObserver;
import dev.interlock.activities.lock.TableLocks;
import dev.interlock.activities.sync.HiddenNames;
import dev.interlock.activities.sync.SyncInstaller;
import dev.interlock.domain.ddl.LockMode;
import dev.interlock.domain.ddl.LockNeed;
import dev.interlock.domain.ddl.TableName;
import dev.interlock.domain.guardrail.Figures;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;

/**
 * One attempt at the transaction whose commit is the point of no return.
 *
 * <p>Locks, in this order: ACCESS EXCLUSIVE on the tables, as {@link TableLocks} orders them; the flag's row without waiting,
 * because a kill that waited for us would be too late and one that holds it wins; the migration's row without waiting;
 * the script's row. From the first table lock on it all takes no longer than twice {@code locks.timeout}: once to get the
 * locks, once to hold them. Should this process stand still meanwhile, the server ends the session, and nothing is dropped.
 */
final class DropTransaction {

    private final Work work;
    private final Optional<Fence> fence;
    private final LockObserver observer;

    /** @param fence of the first contract file; empty where the plan has none */
    DropTransaction(Work work, Optional<Fence> fence, LockObserver observer) {
        this.work = work;
        this.fence = fence;
        this.observer = observer;
    }

    DropResult attempt() throws SQLException {
        try (Connection connection = work.sessions().open("drop")) {
            connection.setAutoCommit(false);
            observer.tries(connection);
            Optional<DropResult> rolledBack = prepared(connection);
            if (rolledBack.isPresent()) {
                connection.rollback();
                return rolledBack.get();
            }
            return commit(connection);
        }
    }

    /** Everything but the commit. What it answers is to be rolled back. */
    private Optional<DropResult> prepared(Connection connection) throws SQLException {
        try {
            return work.heartbeats().during(connection, this::prepare);
        } catch (SQLException e) {
            String words = SqlTrouble.words(e);
            return switch (SqlTrouble.of(e)) {
                case LOCKED -> Optional.of(new DropResult.Locked(words));
                case CANCELLED ->
                    Optional.of(new DropResult.Locked(words + "; its locks are held no longer than locks.timeout"));
                case REJECTED -> Optional.of(new DropResult.Refused(words));
                case PASSING -> throw e;
            };
        }
    }

    private Optional<DropResult> prepare(Connection transaction) throws SQLException {
        lockTables(transaction);
        Future<?> limit = work.heartbeats().limit(transaction, timeout());
        try {
            Optional<DropResult> refused = DropConditions.refused(transaction, work);
            if (refused.isPresent()) {
                return refused;
            }
            Optional<String> unproven = Archiving.unproven(transaction, work);
            if (unproven.isPresent()) {
                return unproven.map(DropResult.Unarchived::new);
            }
            work.sessions().confirm(transaction);
            contract(transaction);
            return Optional.empty();
        } finally {
            limit.cancel(false);
        }
    }

    /** Taking the locks leaves what was left of the attempt as its limits; from here on they count anew. */
    private void lockTables(Connection transaction) throws SQLException {
        set(transaction, "idle_in_transaction_session_timeout", timeout());
        HiddenNames hidden = HiddenNames.of(transaction, work.number());
        TableLocks.take(
                transaction,
                work.row().tables().stream()
                        .map(name -> new LockNeed(hidden.stored(TableName.of(name)), LockMode.ACCESS_EXCLUSIVE))
                        .toList(),
                timeout());
        set(transaction, "lock_timeout", timeout());
        set(transaction, "statement_timeout", timeout());
    }

    /**
     * What is hidden has its names back first: the contract is written with them. Sync goes next: its guard depends on the columns,
     * and a drop without CASCADE would be refused.
     */
    private void contract(Connection transaction) throws SQLException {
        Sql.list(transaction, "SELECT interlock.names_back(?)", row -> row.getBoolean(1), work.number());
        SyncInstaller.removeWithin(transaction, work.number(), work.plan());
        Archiving.sealWithin(transaction, work);
        if (fence.isPresent()) {
            ScriptLedger.hold(transaction, fence.get());
            Sql.run(transaction, "SET LOCAL search_path = public");
            Sql.run(transaction, fence.get().key().script().sql());
            Sql.run(transaction, "SET LOCAL search_path = pg_catalog");
            ScriptLedger.done(transaction, fence.get());
        }
        FlagStore.pin(transaction, work.row().flagKey(), work.number());
        Sql.update(
                transaction,
                "UPDATE interlock.migration SET dropped_at = clock_timestamp() WHERE number = ?",
                work.number());
    }

    private DropResult commit(Connection connection) {
        try {
            connection.commit();
            return new DropResult.Committed(
                    "the drop has committed after " + Figures.counted(observer.tries(), "attempt"));
        } catch (SQLException e) {
            return new DropResult.Unknown(SqlTrouble.words(e));
        }
    }

    private Duration timeout() {
        return work.plan().locks().timeout();
    }

    private static void set(Connection transaction, String name, Duration value) throws SQLException {
        Sql.list(transaction, "SELECT set_config(?, ?, true)", row -> row.getString(1), name, value.toMillis() + "ms");
    }
}
