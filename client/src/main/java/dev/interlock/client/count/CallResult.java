// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.count;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** How a call ended. */
public enum CallResult {
    RETURNED,
    /** It threw. */
    FAILED,
    /** It threw, and PostgreSQL knew no such column or table: the path and the schema do not fit. */
    UNDEFINED,
    /** It threw, and PostgreSQL refused what would have broken a constraint. */
    VIOLATED,
    /** It threw because there was no database to talk to, or none that could do anything: that says nothing of the path. */
    CUT_OFF;

    private static final String NO_SUCH_COLUMN = "42703";
    private static final String NO_SUCH_TABLE = "42P01";
    private static final String INTEGRITY = "23";

    /** Connection exceptions, insufficient resources, and a server that shuts down or starts up. */
    private static final List<String> NO_DATABASE = List.of("08", "53", "57P0");

    /** Frameworks wrap what the driver throws, a few times at most; and a chain of causes may be a circle. */
    private static final int MOST_LOOKED_AT = 32;

    /**
     * By the first {@code SQLException} among the failure, its causes and what is chained to them, whose SQLSTATE tells more than that
     * it failed. Never throws and always ends.
     */
    public static CallResult of(Throwable failure) {
        Deque<Throwable> left = new ArrayDeque<>();
        left.add(failure);
        for (int looked = 0; looked < MOST_LOOKED_AT && !left.isEmpty(); looked++) {
            Throwable next = left.remove();
            Optional<CallResult> told = next instanceof SQLException sql ? of(sql) : Optional.empty();
            if (told.isPresent()) {
                return told.get();
            }
            if (next instanceof SQLException sql && sql.getNextException() != null) {
                left.add(sql.getNextException());
            }
            if (next.getCause() != null) {
                left.add(next.getCause());
            }
        }
        return FAILED;
    }

    private static Optional<CallResult> of(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        if (state.equals(NO_SUCH_COLUMN) || state.equals(NO_SUCH_TABLE)) {
            return Optional.of(UNDEFINED);
        }
        if (state.startsWith(INTEGRITY)) {
            return Optional.of(VIOLATED);
        }
        return isCutOff(failure, state) ? Optional.of(CUT_OFF) : Optional.empty();
    }

    /** A pool that has no connection to give names no SQLSTATE. */
    private static boolean isCutOff(SQLException failure, String state) {
        return failure instanceof SQLTransientConnectionException
                || failure instanceof SQLNonTransientConnectionException
                || NO_DATABASE.stream().anyMatch(state::startsWith);
    }

    boolean failed() {
        return this != RETURNED;
    }
}
