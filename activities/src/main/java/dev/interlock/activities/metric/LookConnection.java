// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import dev.interlock.activities.ledger.ConnectionSource;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.ledger.SqlWork;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The one connection of a watch, opened when first needed and again after trouble. */
final class LookConnection implements AutoCloseable {

    private static final String STEP = "watch";
    private static final String LIMITS = "SET statement_timeout = '2s'; SET lock_timeout = '1s'";

    private final ConnectionSource source;
    private @Nullable Connection open;

    LookConnection(ConnectionSource source) {
        this.source = source;
    }

    /** Runs the work; after an SQL error the connection is given up, so that the next work gets a new one. */
    <T> T with(SqlWork<T> work) throws SQLException {
        boolean done = false;
        try {
            T result = work.apply(connection());
            done = true;
            return result;
        } finally {
            if (!done) {
                close();
            }
        }
    }

    private Connection connection() throws SQLException {
        Connection current = open;
        if (current == null) {
            current = source.open(STEP);
            open = current;
            Sql.run(current, LIMITS);
        }
        return current;
    }

    @Override
    public void close() throws SQLException {
        Connection closing = open;
        open = null;
        if (closing != null) {
            closing.close();
        }
    }
}
