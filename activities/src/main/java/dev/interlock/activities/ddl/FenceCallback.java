// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * Runs on Flyway's own connection, and where the script has a transaction, in it: before the script settings, fence and
 * locks, after it the ledger's row. So the row, Flyway's own row and the DDL commit together.
 */
final class FenceCallback extends BaseCallback {

    private final ScriptStep step;

    FenceCallback(ScriptStep step) {
        this.step = step;
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
                step.before(context.getConnection());
            } else {
                step.after(context.getConnection());
            }
        } catch (SQLException e) {
            throw new FlywayException(e.getMessage(), e);
        }
    }
}
