// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.backfill;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.sync.BlockRange;
import dev.interlock.activities.sync.Leaf;
import dev.interlock.domain.sync.SyncSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Writes forward into the new side of one leaf's rows that are out of parity. The guarded trigger sees two sides that
 * represent each other, and touches nothing. What the new side held is kept in {@code interlock.conflict}, in the same
 * transaction.
 */
final class RowRepair {

    private static final String REPAIR = """
            WITH picked AS MATERIALIZED (
                SELECT t.ctid FROM ONLY %1$s t WHERE %2$s AND %3$s FOR NO KEY UPDATE OF t SKIP LOCKED),
            kept AS MATERIALIZED (
                SELECT %4$s FROM ONLY %1$s t WHERE %2$s AND NOT (%5$s) AND t.ctid IN (SELECT p.ctid FROM picked p)),
            written AS (
                UPDATE ONLY %1$s t SET %6$s FROM picked p WHERE %2$s AND t.ctid = p.ctid RETURNING 1)
            SELECT (SELECT count(*) FROM written), (SELECT count(*) FROM kept)
            """;

    private final SyncSql sync;
    private final Leaf leaf;
    private final String repairable;

    /** @param whateverItHolds whether the old side is right also of rows that hold values in the new one */
    RowRepair(SyncSql sync, Leaf leaf, boolean whateverItHolds) {
        this.sync = sync;
        this.leaf = leaf;
        this.repairable =
                sync.agreement("t") + " IS NULL" + (whateverItHolds ? "" : " AND " + sync.newSideIsEmpty("t"));
    }

    /** How many rows it has made right; those that somebody has locked are passed over. Raises where forward does. */
    long repair(Connection transaction, BlockRange range) throws SQLException {
        return run(transaction, range.condition("t"));
    }

    /** One row; waits for it up to {@code lock_timeout}. 0 when it is right already, or has moved on. */
    long repairOne(Connection transaction, String ctid) throws SQLException {
        Sql.list(
                transaction,
                "SELECT 1 FROM ONLY %s t WHERE t.ctid = ?::tid FOR NO KEY UPDATE OF t"
                        .formatted(leaf.name().quoted()),
                row -> 1,
                ctid);
        return run(transaction, "t.ctid = '" + ctid + "'::tid");
    }

    private long run(Connection transaction, String where) throws SQLException {
        String sql = REPAIR.formatted(
                leaf.name().quoted(),
                where,
                repairable,
                sync.keepsNewSide("t"),
                sync.newSideIsEmpty("t"),
                sync.madeRight("t"));
        return Sql.first(transaction, sql, row -> row.getLong(1)).orElseThrow();
    }

    /** Where the rows lie that it would repair now. */
    List<String> places(Connection connection, BlockRange range) throws SQLException {
        return Sql.list(
                connection,
                "SELECT t.ctid::text FROM ONLY %s t WHERE %s AND %s"
                        .formatted(leaf.name().quoted(), range.condition("t"), repairable),
                row -> row.getString(1));
    }
}
