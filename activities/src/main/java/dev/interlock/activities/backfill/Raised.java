// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.backfill;

import dev.interlock.activities.ledger.SqlWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Optional;

/** Statements that an expression of the plan may raise in. */
final class Raised {

    private Raised() {}

    /**
     * Empty when it raised, and nothing of it stays.
     *
     * @throws SQLException what cuts the whole batch off, or a connection that has gone
     */
    static <T> Optional<T> unless(Connection transaction, SqlWork<T> work) throws SQLException {
        Savepoint before = transaction.setSavepoint();
        try {
            T result = work.apply(transaction);
            transaction.releaseSavepoint(before);
            return Optional.of(result);
        } catch (SQLException e) {
            if (BatchClock.CUT_OFF.contains(e.getSQLState()) || transaction.isClosed()) {
                throw e;
            }
            transaction.rollback(before);
            return Optional.empty();
        }
    }
}
