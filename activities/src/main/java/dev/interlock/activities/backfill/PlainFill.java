// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.backfill;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.sync.BlockRange;
import dev.interlock.activities.sync.Leaf;
import dev.interlock.domain.sync.SyncSql;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The short way, for rows that hold nothing in the new side: one statement of expressions, which the trigger lets pass.
 * It writes what the trigger would have written, under the same settings. Whatever it does not see or cannot do is left
 * to the long way, which goes through the trigger, and the final pass finds what both have missed.
 */
final class PlainFill {

    /** SKIP LOCKED as on the long way. The array keeps the second look at the rows to those that are locked now. */
    private static final String FILL = """
            WITH picked AS MATERIALIZED (
                SELECT t.ctid FROM ONLY %1$s t WHERE %2$s AND %3$s FOR NO KEY UPDATE OF t SKIP LOCKED)
            UPDATE ONLY %1$s t SET %4$s WHERE t.ctid = ANY (ARRAY(SELECT p.ctid FROM picked p))
            """;

    private static final String LEFT = "SELECT count(*) FROM ONLY %s t WHERE %s AND NOT %s";

    /** What a trigger of the team does with a row, and to others, ours has to see. */
    private static final String OTHER_TRIGGERS = """
            SELECT count(*) FROM pg_trigger t
            WHERE t.tgrelid = to_regclass(?) AND NOT t.tgisinternal AND t.tgenabled <> 'D'
              AND t.tgtype::int & 16 <> 0 AND NOT t.tgname = ANY (?)
            """;

    private final SyncSql sync;
    private final Leaf leaf;

    PlainFill(SyncSql sync, Leaf leaf) {
        this.sync = sync;
        this.leaf = leaf;
    }

    /**
     * How many rows it has written: 0 too when an expression raised or the table is not for it. The transaction holds a
     * lock that keeps triggers from being made meanwhile.
     */
    int fill(Connection transaction, BlockRange range) throws SQLException {
        if (!sync.isPlain() || hasOtherTriggers(transaction)) {
            return 0;
        }
        String sql = FILL.formatted(leaf.name().quoted(), range.condition("t"), sync.unfilled(), sync.filling());
        return Raised.unless(transaction, inside -> {
                    Sql.run(inside, sync.fills());
                    int written = Sql.update(inside, sql);
                    Sql.run(inside, sync.fillsNoMore());
                    return written;
                })
                .orElse(0);
    }

    /** Whether no row of the range is out of parity; false also when that cannot be told without the long way. */
    boolean isClean(Connection transaction, BlockRange range) throws SQLException {
        if (!sync.isPlain()) {
            return false;
        }
        String sql = LEFT.formatted(leaf.name().quoted(), range.condition("t"), sync.inParity());
        return Raised.unless(transaction, inside -> Sql.number(inside, sql) == 0)
                .orElse(false);
    }

    private boolean hasOtherTriggers(Connection transaction) throws SQLException {
        return Sql.number(transaction, OTHER_TRIGGERS, leaf.name().quoted(), sync.triggers()) > 0;
    }
}
