// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import dev.interlock.activities.ledger.Failures;
import dev.interlock.activities.ledger.HistoryTable;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.guardrail.Figures;
import dev.interlock.domain.plan.Durations;
import dev.interlock.domain.plan.LockPolicy;
import dev.interlock.domain.plan.Scripts.Script;
import io.temporal.failure.ApplicationFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

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

    private Optional<Fence> begin(ScriptKey key) throws SQLException {
        try (Connection connection = work.sessions().open(key.kind().word())) {
            HistoryTable.forgetFailures(connection, key.migration());
            return Sql.inTransaction(connection, transaction -> ScriptLedger.begin(transaction, work.call(), key));
        }
    }

    private void apply(Fence fence) throws SQLException {
        observer.begins(fence.key().script().path());
        if (fence.key().script().transactional()) {
            attempts(fence, fence.key().script().sql(), work.plan().locks().budget());
            return;
        }
        NonTransactional statement = NonTransactional.parse(fence.key().script());
        boolean done = fence.isRepetition() && settled(fence.key().kind(), statement);
        String sql = done
                ? "-- found done by an earlier attempt"
                : fence.key().script().sql();
        try {
            attempts(fence, sql, work.plan().locks().concurrentTimeout());
        } catch (ApplicationFailure e) {
            settled(fence.key().kind(), statement);
            throw e;
        }
    }

    /** Looks at the catalogue, undoes a half, and tells whether the statement's work is there. */
    private boolean settled(ScriptKind kind, NonTransactional statement) throws SQLException {
        try (Connection connection = work.sessions().open(kind.word())) {
            return work.heartbeats().during(connection, settling -> {
                CatalogueState state = statement.state(settling);
                if (state == CatalogueState.HALF) {
                    statement.cleanUp(settling);
                    return statement.state(settling) == CatalogueState.DONE;
                }
                return state == CatalogueState.DONE;
            });
        }
    }

    private void attempts(Fence fence, String sql, Duration statementTimeout) {
        LockPolicy locks = work.plan().locks();
        BackOff backOff =
                new BackOff(RandomGenerator.getDefault(), Instant.now().plus(locks.budget()));
        boolean transactional = fence.key().script().transactional();
        FenceCallback callback = new FenceCallback(
                fence, transactional ? locks.timeout() : Duration.ZERO, statementTimeout, work.heartbeats(), observer);
        for (int failures = 1; !applied(fence, sql, callback); failures++) {
            Duration wait = backOff.after(failures, Instant.now())
                    .orElseThrow(() -> Failures.lockBudget(fence.key() + ": no lock within locks.budget ("
                            + Durations.text(locks.budget()) + ", " + Figures.counted(observer.tries(), "attempt")
                            + "); " + observer.lastBlockers()));
            work.heartbeats().pause(wait);
        }
    }

    /** False when a lock was not had in time. */
    private boolean applied(Fence fence, String sql, FenceCallback callback) {
        try {
            FlywayRun.apply(work.sessions().dataSource(fence.key().kind().word()), fence, sql, callback);
            return true;
        } catch (RuntimeException e) {
            work.heartbeats().rests();
            return judged(fence, e);
        }
    }

    private boolean judged(Fence fence, RuntimeException thrown) {
        work.heartbeats().check();
        if (Throwables.has(thrown, FenceLost.class)) {
            throw Failures.leftBehind(String.valueOf(thrown.getMessage()));
        }
        Optional<SQLException> error = Throwables.first(thrown, SQLException.class);
        if (error.isEmpty()) {
            throw Failures.sqlRejected(fence.key() + ": " + thrown.getMessage(), thrown);
        }
        SqlTrouble trouble = SqlTrouble.of(error.get());
        String words = fence.key() + SqlTrouble.place(thrown) + ": " + SqlTrouble.words(error.get());
        return switch (trouble) {
            case LOCKED -> false;
            case PASSING -> throw ApplicationFailure.newFailureWithCause(words, "database", thrown);
            case CANCELLED, REJECTED -> throw Failures.sqlRejected(words, thrown);
        };
    }
}
