// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import dev.interlock.activities.ledger.HistoryTable;
import dev.interlock.activities.lock.LockObserver;
import io.temporal.failure.ApplicationFailure;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Attempts at a statement that cannot run in a transaction. Before each of them the catalogue is asked what an earlier one
 * has done: its work is adopted, and a half of it is cleaned up.
 */
final class AloneAttempts extends ScriptAttempts {

    private final NonTransactional statement;
    private boolean tried;

    AloneAttempts(Work work, Fence fence, LockObserver observer) {
        super(work, fence, observer);
        this.statement = NonTransactional.parse(fence.key().script());
        this.tried = fence.isRepetition();
    }

    @Override
    void once(ScriptStep step) throws SQLException {
        boolean done = settled() && tried;
        tried = true;
        FlywayRun.apply(
                work.sessions().dataSource(fence.key().kind().word()),
                fence,
                done
                        ? "-- found done by an earlier attempt"
                        : fence.key().script().sql(),
                new FenceCallback(step));
    }

    @Override
    ScriptStep step() {
        return new AloneStep(work, fence, statement, observer);
    }

    @Override
    boolean learnt(UnforeseenLocks locks) {
        return false;
    }

    /** PostgreSQL has said no: no half is left, and what a later attempt finds done is not this one's work. */
    void rejected(ApplicationFailure why) {
        try (Connection connection = work.sessions().open(fence.key().kind().word())) {
            ScriptLedger.rejected(connection, fence);
            settled();
        } catch (SQLException | FenceLost e) {
            why.addSuppressed(e);
        }
    }

    /**
     * Undoes a half, and tells whether the statement's work is there. The fence is asked on the session that acts: it was
     * opened after this attempt had begun, and a successor begins before it ends the sessions that it finds. So what an
     * attempt that was left behind takes for its half is never its successor's work.
     */
    private boolean settled() throws SQLException {
        try (Connection connection = work.sessions().open(fence.key().kind().word())) {
            return work.heartbeats().during(connection, settling -> {
                ScriptLedger.hold(settling, fence);
                HistoryTable.forgetFailures(settling, fence.key().migration());
                observer.watches(settling);
                if (statement.stopsTheApplication()) {
                    observer.guards(work.plan().locks().timeout());
                }
                if (statement.state(settling) == CatalogueState.HALF) {
                    statement.cleanUp(settling);
                }
                return statement.state(settling) == CatalogueState.DONE;
            });
        }
    }
}
