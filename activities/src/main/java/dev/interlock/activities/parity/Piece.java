// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.parity;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.sync.BlockRange;
import dev.interlock.activities.sync.Leaf;
import dev.interlock.activities.sync.PlannedSync;
import dev.interlock.domain.sync.SyncSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A range of one leaf.
 *
 * @param ofBlocks the leaf's, for people
 */
record Piece(SyncSql sync, Leaf leaf, BlockRange range, long ofBlocks) {

    /** What came of it, and how long it took. */
    record Counted(Piece piece, RowCount rows, Duration taken) {}

    /** OFFSET 0 keeps the agreement from being evaluated once for each place where it is named. */
    Counted count(Connection transaction, Question question, boolean sample) throws SQLException {
        long started = System.nanoTime();
        PlannedSync.enter(transaction, sync.rule());
        String rows = "(SELECT r.*, r.ctid, r.tableoid, %s AS interlock_way FROM ONLY %s r WHERE %s OFFSET 0)"
                .formatted(sync.agreement("r"), leaf.name().quoted(), range.condition("r"));
        String condition = question.condition(sync);
        RowCount counted = Sql.first(
                        transaction,
                        "SELECT count(*) FILTER (WHERE %s), count(*) FILTER (WHERE %s), count(*) FILTER (WHERE t.interlock_way = 'backward'), count(*) FILTER (WHERE %s AND %s) FROM %s t"
                                .formatted(
                                        condition, question.oldLossy(sync), condition, sync.newSideIsEmpty("t"), rows),
                        row -> new RowCount(
                                range.to() - range.from(),
                                row.getLong(1),
                                row.getLong(4),
                                "",
                                row.getLong(2),
                                row.getLong(3)))
                .orElseThrow();
        String keys = sample && counted.rows() > 0 ? KeySample.of(transaction, sync, rows, condition) : "";
        return new Counted(this, counted.named(keys), Duration.ofNanos(System.nanoTime() - started));
    }
}
