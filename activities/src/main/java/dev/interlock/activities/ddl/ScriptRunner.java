// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import dev.interlock.activities.ledger.Failures;
import dev.interlock.activities.ledger.HistoryTable;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.lock.LockObserver;
import dev.interlock.domain.plan.Scripts.Script;
import io.temporal.failure.ApplicationFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Applies scripts in order, each exactly once. A lock that is not had in time is tried again within the budget; SQL that
 * PostgreSQL rejects stops it with PostgreSQL's words and nothing half applied.
 */
public final class ScriptRunner {

    private final Work work;
    private final LockObserver observer;

    public ScriptRunner(Work work, LockObserver observer) {
        this.work = work;
        this.observer = observer;
    }

    /**
     * @param firstFile the number of the first of them within their kind, from 1
     * @return how many were applied now; the others had been before
     */
    public int run(ScriptKind kind, int firstFile, List<Script> scripts) throws SQLException {
        int applied = 0;
        for (int i = 0; i < scripts.size(); i++) {
            ScriptKey key =
                    new ScriptKey(work.row().number(), work.call().round(), kind, firstFile + i, scripts.get(i));
            work.heartbeats().check();
            Optional<Fence> fence = begin(key);
            if (fence.isPresent()) {
                apply(fence.get());
                applied++;
            }
        }
        return applied;
    }

    /**
     * First the fence moves on, then whoever stood behind it is ended: a session that is opened later finds the new fence,
     * and one that was opened earlier is gone.
     */
    private Optional<Fence> begin(ScriptKey key) throws SQLException {
        Optional<Fence> fence;
        try (Connection connection = work.sessions().open(key.kind().word())) {
            HistoryTable.forgetFailures(connection, key.migration());
            fence = Sql.inTransaction(connection, transaction -> ScriptLedger.begin(transaction, work.call(), key));
        }
        if (fence.isPresent() && fence.get().attempt() > 1) {
            work.sessions().endPredecessors(ScriptKind.words());
        }
        return fence;
    }

    private void apply(Fence fence) {
        observer.begins(fence.key().script().path());
        if (fence.key().script().transactional()) {
            new TransactionalAttempts(work, fence, observer).run();
            return;
        }
        AloneAttempts attempts = new AloneAttempts(work, fence, observer);
        try {
            attempts.run();
        } catch (ApplicationFailure e) {
            if (Failures.SQL_REJECTED.equals(e.getType())) {
                attempts.rejected(e);
            }
            throw e;
        }
    }
}
