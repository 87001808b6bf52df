// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.backfill;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.sync.BlockRange;
import dev.interlock.activities.sync.Leaf;
import dev.interlock.domain.sync.SyncSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Makes the rows of one leaf right that are out of parity. Touches no other row. */
final class RowWriter {

    /**
     * Each part reads the same few blocks again, so each is a TID range scan whatever the planner thinks of the join.
     * SKIP LOCKED: waiting for one row here would keep the batch's other rows from the application.
     */
    private static final String BATCH = """
            WITH candidate AS MATERIALIZED (
                SELECT t.ctid FROM ONLY %1$s t WHERE %2$s AND %3$s IS NULL),
            picked AS MATERIALIZED (
                SELECT t.ctid FROM ONLY %1$s t WHERE %2$s AND t.ctid IN (SELECT c.ctid FROM candidate c)
                FOR NO KEY UPDATE OF t SKIP LOCKED),
            written AS (
                UPDATE ONLY %1$s t SET %4$s = t.%4$s FROM picked p WHERE %2$s AND t.ctid = p.ctid
                RETURNING %3$s IS NULL AS stuck)
            SELECT (SELECT count(*) FROM candidate), count(*), count(*) FILTER (WHERE w.stuck) FROM written w
            """;

    private final SyncSql sync;
    private final Leaf leaf;
    private final PlainFill plain;

    RowWriter(SyncSql sync, Leaf leaf) {
        this.sync = sync;
        this.leaf = leaf;
        this.plain = new PlainFill(sync, leaf);
    }

    /** How many rows the short way has filled, for a range whose rows are mostly unfilled; {@link #mend} does the rest. */
    int fill(Connection transaction, BlockRange range) throws SQLException {
        return plain.fill(transaction, range);
    }

    /** By the long way, and only where a look says that there is anything to do. */
    Batch mend(Connection transaction, BlockRange range) throws SQLException {
        return plain.isClean(transaction, range) ? Batch.NONE : throughTheTrigger(transaction, range);
    }

    private Batch throughTheTrigger(Connection transaction, BlockRange range) throws SQLException {
        String sql = BATCH.formatted(leaf.name().quoted(), range.condition("t"), sync.agreement("t"), sync.touched());
        return Sql.first(transaction, sql, row -> new Batch(row.getLong(1), row.getLong(2), row.getLong(3)))
                .orElseThrow();
    }

    /** Where the rows lie that are out of parity now. */
    List<String> outOfParity(Connection connection, BlockRange range) throws SQLException {
        return Sql.list(
                connection,
                "SELECT t.ctid::text FROM ONLY %s t WHERE %s AND %s IS NULL"
                        .formatted(leaf.name().quoted(), range.condition("t"), sync.agreement("t")),
                row -> row.getString(1));
    }

    /** What came of one row. */
    enum One {
        /** In parity now, or moved on. */
        RIGHT,
        /** Written, and out of parity still: forward raises on it. */
        STUCK,
        /** Out of parity where it was, though nobody has it locked: a trigger keeps it from being written. */
        SKIPPED
    }

    /**
     * One row, alone in its transaction, so that waiting for it keeps nothing from anybody.
     *
     * @throws SQLException 55P03 when somebody keeps it locked for longer than {@code lock_timeout}
     */
    One fillOne(Connection transaction, String ctid) throws SQLException {
        String here = "t.ctid = '" + ctid + "'::tid AND " + sync.agreement("t") + " IS NULL";
        String update = "UPDATE ONLY %s t SET %s = t.%s WHERE %s RETURNING %s IS NULL"
                .formatted(leaf.name().quoted(), sync.touched(), sync.touched(), here, sync.agreement("t"));
        Optional<Boolean> stuck = Sql.first(transaction, update, row -> row.getBoolean(1));
        if (stuck.isPresent()) {
            return stuck.get() ? One.STUCK : One.RIGHT;
        }
        String left = "SELECT count(*) FROM ONLY " + leaf.name().quoted() + " t WHERE " + here;
        return Sql.number(transaction, left) == 0 ? One.RIGHT : One.SKIPPED;
    }
}
