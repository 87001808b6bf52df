// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.parity;

import dev.interlock.activities.ledger.ConnectionSource;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.sync.PlannedSync;
import dev.interlock.activities.sync.Progress;
import dev.interlock.domain.guardrail.KeptRows;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.domain.sync.SyncSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Exact parity of all synced tables of a plan, and what a revert would lose. */
public final class ParityCheck {

    private final ConnectionSource connections;

    public ParityCheck(ConnectionSource connections) {
        this.connections = connections;
    }

    /**
     * What one snapshot saw.
     *
     * @param kept by the ledger in the same snapshot
     */
    public record Found(RowCount rows, KeptRows kept) {}

    /**
     * Rows whose sides represent each other in neither direction, and what one side alone holds of the others.
     *
     * @throws io.temporal.failure.ApplicationFailure type {@code snapshot-too-old} after {@code parity.maxSnapshotAge}
     */
    public Found exact(long number, MigrationPlan plan, Progress progress) throws SQLException {
        try (Connection connection = connections.open("parity")) {
            List<SyncSql> planned = PlannedSync.read(connection, number, plan, "");
            return Sql.inTransaction(
                    connection,
                    transaction -> new Found(
                            scan(transaction, planned, plan, progress, Question.PARITY),
                            ParityLook.kept(transaction, number)));
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
            return Sql.inTransaction(
                    connection,
                    transaction -> scan(transaction, planned, plan, progress, Question.HELD_BY_NEW_SIDE_ONLY));
        }
    }

    /** Every table is locked before the snapshot is taken, so that none is rewritten between the two. */
    private RowCount scan(
            Connection transaction, List<SyncSql> planned, MigrationPlan plan, Progress progress, Question question)
            throws SQLException {
        Sql.run(transaction, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
        for (SyncSql sync : planned) {
            Sql.run(transaction, "LOCK TABLE " + sync.table().quoted() + " IN ACCESS SHARE MODE");
        }
        return new SnapshotScan(connections, transaction, plan.parity().maxSnapshotAge(), progress)
                .count(planned, question);
    }
}
