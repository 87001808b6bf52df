// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.parity;

import dev.interlock.activities.ledger.ConnectionSource;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.sync.PlannedSync;
import dev.interlock.activities.sync.Progress;
import dev.interlock.domain.guardrail.Figures;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.domain.sync.SyncSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/** Exact parity of all synced tables of a plan, and what a revert would lose. */
public final class ParityCheck {

    private final ConnectionSource connections;

    public ParityCheck(ConnectionSource connections) {
        this.connections = connections;
    }

    /** {@code Done} when no row is out of parity, else {@code OutOfParity}. */
    public Outcome check(long number, MigrationPlan plan, Progress progress) throws SQLException {
        RowCount counted = outOfParity(number, plan, progress);
        return counted.rows() == 0
                ? new Outcome.Done(
                        "no row out of parity in " + Figures.counted(counted.looked(), "block") + " under one snapshot")
                : new Outcome.OutOfParity(counted.rows(), counted.sample());
    }

    /** Rows whose sides represent each other in neither direction. */
    public RowCount outOfParity(long number, MigrationPlan plan, Progress progress) throws SQLException {
        try (Connection connection = connections.open("parity")) {
            List<SyncSql> planned = PlannedSync.read(connection, number, plan, "");
            return count(connection, planned, progress, sync -> sync.agreement("t") + " IS NULL");
        }
    }

    /**
     * Rows that a revert would lose something of: their new side is not {@code forward(old)}, so the old side alone does
     * not give it back. A row with nothing in its new side, such as one not yet filled, loses nothing; nor does a table
     * whose sync was never put on.
     */
    public RowCount heldByNewSideOnly(long number, MigrationPlan plan, Progress progress) throws SQLException {
        try (Connection connection = connections.open("parity")) {
            List<SyncSql> planned = PlannedSync.readInstalled(connection, number, plan);
            return count(
                    connection,
                    planned,
                    progress,
                    sync -> "%s IS DISTINCT FROM 'forward' AND NOT (%s)"
                            .formatted(sync.agreement("t"), sync.newSideIsEmpty("t")));
        }
    }

    private static RowCount count(
            Connection connection, List<SyncSql> planned, Progress progress, Function<SyncSql, String> condition)
            throws SQLException {
        return Sql.inTransaction(connection, transaction -> scan(transaction, planned, progress, condition));
    }

    /** Every table is locked before the snapshot is taken, so that none is rewritten between the two. */
    private static RowCount scan(
            Connection transaction, List<SyncSql> planned, Progress progress, Function<SyncSql, String> condition)
            throws SQLException {
        Sql.run(transaction, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
        for (SyncSql sync : planned) {
            Sql.run(transaction, "LOCK TABLE " + sync.table().quoted() + " IN ACCESS SHARE MODE");
        }
        RowCount counted = RowCount.NONE;
        for (SyncSql sync : planned) {
            PlannedSync.enter(transaction, sync.rule());
            counted = counted.plus(new SnapshotScan(transaction, progress).count(sync, condition.apply(sync)));
        }
        return counted;
    }
}
