// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ledger;

import java.sql.Connection;
import java.sql.SQLException;

/** Flyway's history table of one migration: its own, so that its lock is its own as well. */
public final class HistoryTable {

    private HistoryTable() {}

    /** Without the schema. */
    public static String name(long number) {
        return "history_" + number;
    }

    /** Keeps what Flyway knew in {@code interlock.script} and drops the table. Nothing happens where it is gone. */
    static void fold(Connection transaction, long number) throws SQLException {
        String table = "interlock." + name(number);
        boolean there =
                Sql.number(transaction, "SELECT count(*) FROM to_regclass(?) AS t WHERE t IS NOT NULL", table) == 1;
        if (!there) {
            return;
        }
        Sql.update(
                transaction,
                "UPDATE interlock.script s SET execution_ms = h.execution_time, installed_by = h.installed_by FROM "
                        + table + " h WHERE s.migration = ? AND s.version = h.version AND h.success",
                number);
        Sql.run(transaction, "DROP TABLE " + table);
    }
}
