// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.ledger;

import java.sql.SQLException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.postgresql.util.PSQLException;

/** Orders what is to be done with archives; a worker does it. */
public final class Archives {

    private static final String NO_DATA_FOUND = "P0002";
    private static final String NOTHING_KEPT = "55000";

    private final Jdbi jdbi;

    public Archives(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * The same order again, while it is open, is the same one.
     *
     * @param kind {@code restore} or {@code forget}
     * @param table {@code schema.table}; empty for all
     * @param column empty for all of the table's
     */
    public ArchiveResult order(String kind, String id, String table, String column, String actor, String reason) {
        try {
            return new ArchiveResult.Ordered(jdbi.withHandle(handle -> handle.createQuery(
                            "SELECT interlock.order_archive(:kind, :id, :table, :column, :actor, :reason)")
                    .bind("kind", kind)
                    .bind("id", id)
                    .bind("table", table)
                    .bind("column", column)
                    .bind("actor", actor)
                    .bind("reason", reason)
                    .mapTo(Long.class)
                    .one()));
        } catch (UnableToExecuteStatementException refused) {
            if (refused.getCause() instanceof SQLException cause) {
                String state = String.valueOf(cause.getSQLState());
                if (state.equals(NO_DATA_FOUND)) {
                    return new ArchiveResult.UnknownMigration();
                }
                if (state.equals(NOTHING_KEPT)) {
                    return new ArchiveResult.NothingKept(words(cause));
                }
            }
            throw refused;
        }
    }

    private static String words(SQLException cause) {
        return cause instanceof PSQLException told && told.getServerErrorMessage() != null
                ? String.valueOf(told.getServerErrorMessage().getMessage())
                : String.valueOf(cause.getMessage());
    }
}
