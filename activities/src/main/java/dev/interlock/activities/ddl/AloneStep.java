// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import dev.interlock.activities.lock.LockObserver;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A statement that cannot run in a transaction.
 *
 * <p>It gets no {@code lock_timeout}: what it waits for most of the time is other transactions' end, in nobody's way, and
 * cut off there it leaves a half. A lock that the application would stand behind is watched, and given up in time.
 */
final class AloneStep implements ScriptStep {

    private final Work work;
    private final Fence fence;
    private final NonTransactional statement;
    private final LockObserver observer;

    AloneStep(Work work, Fence fence, NonTransactional statement, LockObserver observer) {
        this.work = work;
        this.fence = fence;
        this.statement = statement;
        this.observer = observer;
    }

    @Override
    public void before(Connection connection) throws SQLException {
        work.heartbeats().runs(connection);
        observer.tries(connection);
        Settings.set(connection, "lock_timeout", work.plan().locks().timeout());
        ScriptLedger.hold(connection, fence);
        Settings.set(connection, "search_path", "public");
        Settings.set(connection, "lock_timeout", Duration.ZERO);
        Settings.set(connection, "statement_timeout", work.plan().locks().concurrentTimeout());
        if (statement.stopsTheApplication()) {
            observer.guards(work.plan().locks().timeout());
        }
    }

    /** Nothing is recorded that the catalogue does not show: {@code IF NOT EXISTS} is content with an invalid index. */
    @Override
    public void after(Connection connection) throws SQLException {
        CatalogueState state = statement.state(connection);
        if (!statement.isDone(state)) {
            throw new NotDone(fence.key() + ": the statement ran, and the catalogue shows "
                    + (state == CatalogueState.HALF ? "a half of it" : "something else"));
        }
        ScriptLedger.done(connection, fence);
    }

    @Override
    public void ends() {
        work.heartbeats().rests();
        observer.rests();
    }

    @Override
    public Cancelled cancelled() {
        return observer.overdue() ? Cancelled.LOCKED : Cancelled.STOPPED;
    }
}
