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
        if (!isThere(transaction, number)) {
            return;
        }
        String table = qualified(number);
        Sql.update(
                transaction,
                "UPDATE interlock.script s SET execution_ms = h.execution_time, installed_by = h.installed_by FROM "
                        + table + " h WHERE s.migration = ? AND s.version = h.version AND h.success",
                number);
        Sql.run(transaction, "DROP TABLE " + table);
    }

    /** A script that failed outside a transaction left a row that would block every later run; the ledger knows better. */
    public static void forgetFailures(Connection connection, long number) throws SQLException {
        if (isThere(connection, number)) {
            Sql.update(connection, "DELETE FROM " + qualified(number) + " WHERE NOT success");
        }
    }

    private static boolean isThere(Connection connection, long number) throws SQLException {
        return Sql.number(connection, "SELECT count(*) FROM to_regclass(?) AS t WHERE t IS NOT NULL", qualified(number))
                == 1;
    }

    private static String qualified(long number) {
        return "interlock." + name(number);
    }
}
