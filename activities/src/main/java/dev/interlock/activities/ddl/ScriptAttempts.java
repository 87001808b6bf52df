// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import dev.interlock.activities.ledger.Failures;
import dev.interlock.activities.lock.BackOff;
import dev.interlock.activities.lock.LockObserver;
import io.temporal.failure.ApplicationFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Attempts at one script until it is applied, PostgreSQL rejects it, or {@code locks.budget} is spent. */
abstract class ScriptAttempts {

    /** An application that stands still again and again for something that does not get done is worse than a hold. */
    private static final int MOST_OVERRUNS = 3;

    final Work work;
    final Fence fence;
    final LockObserver observer;
    private int overruns;

    ScriptAttempts(Work work, Fence fence, LockObserver observer) {
        this.work = work;
        this.fence = fence;
        this.observer = observer;
    }

    /** One attempt, to its commit. */
    abstract void once(ScriptStep step) throws SQLException;

    abstract ScriptStep step();

    /** What an attempt has shown of the locks. True when another attempt can make use of it. */
    abstract boolean learnt(UnforeseenLocks locks);

    final void run() {
        Duration budget = work.plan().locks().budget();
        BackOff backOff =
                new BackOff(RandomGenerator.getDefault(), Instant.now().plus(budget));
        int failures = 0;
        Result result = attempt();
        while (result != Result.APPLIED) {
            failures += result == Result.AGAIN ? 0 : 1;
            if (result != Result.AGAIN) {
                work.heartbeats().pause(backOff.after(failures, Instant.now()).orElseThrow(() -> spent(budget)));
            }
            result = attempt();
        }
    }

    private ApplicationFailure spent(Duration budget) {
        return Failures.lockBudget(fence.key() + ": no lock within locks.budget (" + budget + ", " + observer.tries()
                + " attempts); " + observer.lastBlockers());
    }

    private Result attempt() {
        ScriptStep step = step();
        try {
            once(step);
            return Result.APPLIED;
        } catch (RuntimeException | SQLException e) {
            return judged(step, e);
        } finally {
            step.ends();
        }
    }

    private Result judged(ScriptStep step, Exception thrown) {
        work.heartbeats().check();
        if (Throwables.has(thrown, FenceLost.class)) {
            throw Failures.takenOver(String.valueOf(thrown.getMessage()));
        }
        Optional<UnforeseenLocks> unforeseen = Throwables.first(thrown, UnforeseenLocks.class);
        if (unforeseen.isPresent() && learnt(unforeseen.get())) {
            return Result.AGAIN;
        }
        return Throwables.first(thrown, SQLException.class)
                .map(error -> judged(step, thrown, error))
                .orElseThrow(() -> Failures.sqlRejected(fence.key() + ": " + thrown.getMessage(), thrown));
    }

    private Result judged(ScriptStep step, Exception thrown, SQLException error) {
        String words = fence.key() + SqlTrouble.place(thrown) + ": " + SqlTrouble.words(error);
        return switch (SqlTrouble.of(error)) {
            case LOCKED -> locked();
            case CANCELLED -> cancelled(step, thrown, words);
            case PASSING -> throw ApplicationFailure.newFailureWithCause(words, "database", thrown);
            case REJECTED -> throw Failures.sqlRejected(words, thrown);
        };
    }

    private Result cancelled(ScriptStep step, Exception thrown, String words) {
        return switch (step.cancelled()) {
            case LOCKED -> locked();
            case OVERRAN -> {
                if (++overruns >= MOST_OVERRUNS) {
                    throw Failures.sqlRejected(
                            words + "; it held locks that the application waits for longer than locks.timeout ("
                                    + work.plan().locks().timeout() + ") in each of " + overruns
                                    + " attempts, and nothing of it is applied: put what takes long into a file of its"
                                    + " own, or into a form that stops nobody",
                            thrown);
                }
                yield Result.FAILED;
            }
            case STOPPED -> throw Failures.sqlRejected(words, thrown);
        };
    }

    private Result locked() {
        observer.failed();
        return Result.FAILED;
    }

    private enum Result {
        APPLIED,
        /** For want of a lock, or held for too long: worth another try, later. */
        FAILED,
        /** Worth another try at once. */
        AGAIN
    }
}
