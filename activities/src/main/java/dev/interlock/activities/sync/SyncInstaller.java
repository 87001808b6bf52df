// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.sync;

import dev.interlock.activities.ledger.ConnectionSource;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.lock.LockTask;
import dev.interlock.domain.ddl.TableName;
import dev.interlock.domain.plan.LockPolicy;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.domain.plan.SyncRule;
import dev.interlock.domain.sync.SyncSql;
import dev.interlock.domain.sync.SyncStamp;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Puts a plan's sync on, guards it and takes it away: one table and one transaction at a time, each repeatable. */
public final class SyncInstaller {

    private final ConnectionSource connections;

    public SyncInstaller(ConnectionSource connections) {
        this.connections = connections;
    }

    /** Sync on, unguarded; over what is there already, this migration's guard included. Locks: SHARE ROW EXCLUSIVE. */
    public void install(long number, MigrationPlan plan, String sha256, Progress progress) throws SQLException {
        LockAttempts attempts = attempts(number, plan.locks(), progress);
        for (SyncSql sync : planned(number, plan, sha256)) {
            attempts.run(
                    sync.table(), LockMode.SHARE_ROW_EXCLUSIVE, transaction -> execute(transaction, sync.install()));
        }
    }

    /** After a clean final pass: writes that touch neither side become nearly free. Locks: SHARE ROW EXCLUSIVE. */
    public void guard(long number, MigrationPlan plan, String sha256, Progress progress) throws SQLException {
        LockAttempts attempts = attempts(number, plan.locks(), progress);
        for (SyncSql sync : planned(number, plan, sha256)) {
            attempts.run(sync.table(), LockMode.SHARE_ROW_EXCLUSIVE, transaction -> execute(transaction, sync.guard()));
        }
    }

    /**
     * Sync on and guarded, in one transaction for each table: what was altered, disabled or dropped is as it was when the
     * backfill had ended. Changes no row. Locks: SHARE ROW EXCLUSIVE.
     */
    public void repair(long number, MigrationPlan plan, String sha256, LockPolicy locks, Progress progress)
            throws SQLException {
        LockAttempts attempts = attempts(number, locks, progress);
        for (SyncSql sync : planned(number, plan, sha256)) {
            attempts.run(
                    sync.table(),
                    LockMode.SHARE_ROW_EXCLUSIVE,
                    transaction -> execute(transaction, sync.install()) && execute(transaction, sync.guard()));
        }
    }

    /** Sync off, in transactions of its own: the revert's first step. Locks: ACCESS EXCLUSIVE, one table at a time. */
    public void remove(long number, MigrationPlan plan, Progress progress) throws SQLException {
        LockAttempts attempts = attempts(number, plan.locks(), progress);
        for (SyncRule rule : plan.sync()) {
            TableName table = TableName.of(rule.table());
            if (exists(table)) {
                attempts.run(
                        table,
                        LockMode.ACCESS_EXCLUSIVE,
                        transaction -> execute(transaction, removal(number, plan, rule)));
            }
        }
    }

    /**
     * Sync off inside the caller's transaction, which holds ACCESS EXCLUSIVE on the tables: part of the drop. It goes
     * before the columns do: the guard depends on them, and a drop without CASCADE would be refused.
     */
    public static void removeWithin(Connection transaction, long number, MigrationPlan plan) throws SQLException {
        for (SyncRule rule : plan.sync()) {
            execute(transaction, removal(number, plan, rule));
        }
    }

    private LockAttempts attempts(long number, LockPolicy locks, Progress progress) {
        return new LockAttempts(connections, new LockTask(number, "sync", locks), progress);
    }

    private List<SyncSql> planned(long number, MigrationPlan plan, String sha256) throws SQLException {
        try (Connection connection = connections.open("sync")) {
            return PlannedSync.read(connection, number, plan, sha256);
        }
    }

    private boolean exists(TableName table) throws SQLException {
        try (Connection connection = connections.open("sync")) {
            return Sql.number(connection, "SELECT count(to_regclass(?))", table.quoted()) > 0;
        }
    }

    private static List<String> removal(long number, MigrationPlan plan, SyncRule rule) {
        SyncStamp stamp = new SyncStamp(number, plan.sync().indexOf(rule) + 1, plan.id(), "");
        return SyncSql.remove(rule, stamp);
    }

    private static boolean execute(Connection transaction, List<String> statements) throws SQLException {
        for (String statement : statements) {
            Sql.run(transaction, statement);
        }
        return true;
    }
}
