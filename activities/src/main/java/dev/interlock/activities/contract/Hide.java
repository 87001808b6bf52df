// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.contract;

import dev.interlock.activities.ddl.Work;
import dev.interlock.activities.flag.FlagRow;
import dev.interlock.activities.ledger.Failures;
import dev.interlock.activities.lock.BackOff;
import dev.interlock.activities.lock.LockObserver;
import dev.interlock.domain.lifecycle.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Attempts at hiding within {@code locks.budget}, once every evaluator has the flag whose safe side is new: until then one that
 * finds no value would take the old path.
 */
final class Hide {

    private final Work work;
    private final LockObserver observer;

    private Hide(Work work, LockObserver observer) {
        this.work = work;
        this.observer = observer;
    }

    static Outcome run(Work work) throws SQLException {
        Optional<Outcome> doubt = evaluators(work);
        if (doubt.isPresent()) {
            return doubt.get();
        }
        try (LockObserver observer = work.observer("hide")) {
            observer.begins("hiding the old names");
            work.heartbeats().tell(observer::progress);
            return new Hide(work, observer).attempts();
        }
    }

    private static Optional<Outcome> evaluators(Work work) throws SQLException {
        try (Connection connection = work.sessions().open("gate")) {
            Optional<FlagRow> flag = FlagRow.find(connection, work.row().flagKey());
            if (flag.isEmpty()) {
                return Optional.of(new Outcome.GateClosed(
                        List.of("flag: there is no flag " + work.row().flagKey())));
            }
            if (!flag.get().percent().isFull()
                    || flag.get().epoch() != work.call().epoch()) {
                return Optional.of(flag.get().asMoved());
            }
            Check check = EvaluatorWait.check(connection, work, flag.get());
            return check.holds()
                    ? Optional.empty()
                    : Optional.of(new Outcome.GateClosed(List.of(check.name() + ": " + check.found())));
        }
    }

    private Outcome attempts() throws SQLException {
        Duration budget = work.plan().locks().budget();
        BackOff backOff =
                new BackOff(RandomGenerator.getDefault(), Instant.now().plus(budget));
        Optional<Outcome> settled = attempt();
        for (int failures = 1; settled.isEmpty(); failures++) {
            work.heartbeats()
                    .pause(backOff.after(failures, Instant.now())
                            .orElseThrow(() -> Failures.lockBudget("hiding the old names: no lock within locks.budget ("
                                    + budget + ", " + observer.tries() + " attempts); " + observer.lastBlockers())));
            settled = attempt();
        }
        return settled.get();
    }

    private Optional<Outcome> attempt() throws SQLException {
        work.heartbeats().check();
        Optional<Outcome> settled = new HideTransaction(work, observer).attempt();
        if (settled.isEmpty()) {
            observer.failed();
        }
        observer.rests();
        return settled;
    }
}
