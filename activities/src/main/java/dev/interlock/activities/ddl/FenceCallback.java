// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import dev.interlock.activities.ledger.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * Runs on Flyway's own connection, and where the script has a transaction, in it: before the script the session's
 * settings and the fence, after it the ledger's row. So the row, Flyway's own row and the DDL commit together.
 *
 * <p>Locks, in this order: the script's ledger row, then whatever the script locks.
 */
final class FenceCallback extends BaseCallback {

    private final Fence fence;
    private final Duration lockTimeout;
    private final Duration statementTimeout;
    private final Heartbeats heartbeats;
    private final LockObserver observer;

    FenceCallback(
            Fence fence,
            Duration lockTimeout,
            Duration statementTimeout,
            Heartbeats heartbeats,
            LockObserver observer) {
        this.fence = fence;
        this.lockTimeout = lockTimeout;
        this.statementTimeout = statementTimeout;
        this.heartbeats = heartbeats;
        this.observer = observer;
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_EACH_MIGRATE || event == Event.AFTER_EACH_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        try {
            if (event == Event.BEFORE_EACH_MIGRATE) {
                before(context.getConnection());
            } else {
                ScriptLedger.done(context.getConnection(), fence);
                heartbeats.rests();
            }
        } catch (SQLException e) {
            throw new FlywayException(e.getMessage(), e);
        }
    }

    private void before(Connection connection) throws SQLException {
        heartbeats.runs(connection);
        observer.tries(connection);
        boolean local = !connection.getAutoCommit();
        ScriptLedger.hold(connection, fence);
        set(connection, "search_path", "public", local);
        set(connection, "lock_timeout", lockTimeout.toMillis() + "ms", local);
        set(connection, "statement_timeout", statementTimeout.toMillis() + "ms", local);
    }

    private static void set(Connection connection, String name, String value, boolean local) throws SQLException {
        Sql.list(connection, "SELECT set_config(?, ?, ?)", row -> row.getString(1), name, value, local);
    }
}
