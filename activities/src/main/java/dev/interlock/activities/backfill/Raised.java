// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.backfill;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.ledger.SqlWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** Statements that an expression of the plan may raise in. */
final class Raised {

    /** Connection, resources, intervention by an operator, and the system under the server. */
    private static final Set<String> SERVER_CLASSES = Set.of("08", "53", "57", "58");

    private Raised() {}

    /**
     * Empty when it raised, and nothing of it stays.
     *
     * @throws SQLException what cuts the whole batch off, what ails the server, or a connection that has gone
     */
    static <T> Optional<T> unless(Connection transaction, SqlWork<T> work) throws SQLException {
        return Sql.recovering(transaction, open -> Optional.of(work.apply(open)), e -> {
            if (BatchClock.CUT_OFF.contains(e.getSQLState()) || ofTheServer(e) || transaction.isClosed()) {
                throw e;
            }
            return Optional.empty();
        });
    }

    /** A full disk is no fault of the expression, and no other row would fare better. */
    private static boolean ofTheServer(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.length() == 5 && SERVER_CLASSES.contains(state.substring(0, 2));
    }
}
