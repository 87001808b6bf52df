// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.count;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a call ended. */
public enum CallResult {
    RETURNED,
    /** It threw. */
    FAILED,
    /** It threw, and PostgreSQL knew no such column or table: the path and the schema do not fit. */
    UNDEFINED,
    /** It threw, and PostgreSQL refused what would have broken a constraint. */
    VIOLATED;

    private static final String NO_SUCH_COLUMN = "42703";
    private static final String NO_SUCH_TABLE = "42P01";
    private static final String INTEGRITY = "23";

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
            Optional<CallResult> told = next instanceof SQLException sql ? of(sql.getSQLState()) : Optional.empty();
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

    private static Optional<CallResult> of(@Nullable String state) {
        if (NO_SUCH_COLUMN.equals(state) || NO_SUCH_TABLE.equals(state)) {
            return Optional.of(UNDEFINED);
        }
        return state != null && state.startsWith(INTEGRITY) ? Optional.of(VIOLATED) : Optional.empty();
    }

    boolean failed() {
        return this != RETURNED;
    }
}
