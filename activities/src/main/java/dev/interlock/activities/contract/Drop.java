// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.contract;

import dev.interlock.activities.archive.Archiving;
import dev.interlock.activities.ddl.Fence;
import dev.interlock.activities.ddl.ScriptKey;
import dev.interlock.activities.ddl.ScriptKind;
import dev.interlock.activities.ddl.ScriptLedger;
import dev.interlock.activities.ddl.Work;
import dev.interlock.activities.ledger.Failures;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.ledger.StopRequested;
import dev.interlock.activities.lock.BackOff;
import dev.interlock.activities.lock.LockObserver;
import dev.interlock.domain.guardrail.Figures;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.Moments;
import io.temporal.client.ActivityCanceledException;
import io.temporal.failure.ApplicationFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Attempts at the drop within {@code locks.budget}. Between two of them a waiting rollback or kill wins. It answers what
 * happened and never guesses: a commit whose outcome is not known is asked of the ledger until it answers.
 */
final class Drop {

    private static final Set<String> NOT_ARCHIVED =
            Set.of(Failures.CANNOT_ARCHIVE, Failures.LOCK_BUDGET, Failures.SNAPSHOT_TOO_OLD);

    private final Work work;
    private final LockObserver observer;
    private final BackOff backOff;

    private Drop(Work work, LockObserver observer) {
        this.work = work;
        this.observer = observer;
        this.backOff = new BackOff(
                RandomGenerator.getDefault(),
                Instant.now().plus(work.plan().locks().budget()));
    }

    static Outcome run(Work work) throws SQLException {
        if (work.row().droppedAt().isPresent()) {
            return new Outcome.Dropped("the drop committed at "
                    + Moments.text(work.row().droppedAt().get()));
        }
        try (LockObserver observer = work.observer("drop")) {
            observer.begins("the drop transaction");
            work.heartbeats().tell(observer::progress);
            return new Drop(work, observer).attempts();
        } catch (StopRequested e) {
            return stopped(e);
        }
    }

    private Outcome attempts() throws SQLException {
        Optional<Fence> fence = begin();
        for (int failures = 1; ; failures++) {
            work.heartbeats().check();
            Optional<Outcome> unready = unready();
            if (unready.isPresent()) {
                return unready.get();
            }
            DropResult result = new DropTransaction(work, fence, observer).attempt();
            if (result instanceof DropResult.Locked) {
                observer.failed();
            }
            observer.rests();
            Optional<Outcome> settled = settled(result);
            if (settled.isPresent()) {
                return settled.get();
            }
            Optional<Duration> wait = backOff.after(failures, Instant.now());
            if (wait.isEmpty()) {
                return new Outcome.NotDropped(
                        "locks.budget is spent after " + Figures.counted(observer.tries(), "attempt") + "; "
                                + why(result) + "; " + observer.lastBlockers());
            }
            work.heartbeats().pause(wait.get());
        }
    }

    /** Before the locks are taken: what it takes to make it certain again may take long. */
    private Optional<Outcome> unready() throws SQLException {
        try {
            Optional<Outcome> unready = Archiving.unready(work);
            work.heartbeats().tell(observer::progress);
            return unready.map(found -> new Outcome.NotDropped("while it was archived: " + found));
        } catch (ApplicationFailure e) {
            if (NOT_ARCHIVED.contains(e.getType())) {
                return Optional.of(new Outcome.NotDropped(e.getOriginalMessage()));
            }
            throw e;
        }
    }

    /** Empty when another attempt is worth it. */
    private Optional<Outcome> settled(DropResult result) {
        if (result instanceof DropResult.Committed committed) {
            return Optional.of(new Outcome.Dropped(committed.summary()));
        }
        if (result instanceof DropResult.Refused refused) {
            return Optional.of(new Outcome.NotDropped(refused.why()));
        }
        if (result instanceof DropResult.Unknown) {
            Outcome answer = askUntilAnswered();
            return answer instanceof Outcome.Dropped ? Optional.of(answer) : Optional.empty();
        }
        return Optional.empty();
    }

    /** A stop does not end this: whoever stops it waits for the answer. */
    private Outcome askUntilAnswered() {
        Asking asking = new Asking(work);
        Optional<Outcome> answer = asking.once();
        while (answer.isEmpty()) {
            answer = asking.later();
        }
        return answer.get();
    }

    private Optional<Fence> begin() throws SQLException {
        if (work.plan().scripts().contract().isEmpty()) {
            return Optional.empty();
        }
        ScriptKey key = new ScriptKey(
                work.number(),
                work.call().round(),
                ScriptKind.CONTRACT,
                1,
                work.plan().scripts().contract().get(0));
        try (Connection connection = work.sessions().open("drop")) {
            return Sql.inTransaction(connection, transaction -> ScriptLedger.begin(transaction, work.call(), key));
        }
    }

    private static String why(DropResult result) {
        if (result instanceof DropResult.Unarchived unarchived) {
            return unarchived.why();
        }
        return result instanceof DropResult.Locked locked ? locked.why() : "the last commit did not go through";
    }

    /** Cancelled between two attempts, or in one that was rolled back. Any other end is for another attempt to sort out. */
    private static Outcome stopped(StopRequested stop) {
        if (stop.getCause() instanceof ActivityCanceledException) {
            return new Outcome.NotDropped("cancelled before the drop had committed");
        }
        throw stop;
    }
}
