// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.contract;

import dev.interlock.activities.ddl.SqlTrouble;
import dev.interlock.activities.ddl.Work;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.lock.LockObserver;
import dev.interlock.activities.lock.TableLocks;
import dev.interlock.activities.sync.HiddenNames;
import dev.interlock.domain.ddl.DroppedObject;
import dev.interlock.domain.ddl.LockMode;
import dev.interlock.domain.ddl.LockNeed;
import dev.interlock.domain.ddl.TableName;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.Scripts.Script;
import dev.interlock.plans.ContractObjects;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * One attempt at the transaction that renames the old names out of the way and lets sync go on under the new ones.
 *
 * <p>Locks, in the order of the drop and of every un-hide: ACCESS EXCLUSIVE on the tables, parents before children, else by oid,
 * all within {@code locks.timeout}; the flag's row and the migration's row without waiting. They are held no longer than
 * {@code locks.timeout}. Idempotent by the ledger's row: what is hidden is not hidden again.
 */
final class HideTransaction {

    private final Work work;
    private final LockObserver observer;

    HideTransaction(Work work, LockObserver observer) {
        this.work = work;
        this.observer = observer;
    }

    /** Empty when a lock was not had, or could not be held for long enough: rolled back, and worth another try. */
    Optional<Outcome> attempt() throws SQLException {
        try (Connection connection = work.sessions().open("hide")) {
            connection.setAutoCommit(false);
            observer.tries(connection);
            try {
                Outcome outcome = work.heartbeats().during(connection, this::prepared);
                if (outcome instanceof Outcome.Done) {
                    connection.commit();
                } else {
                    connection.rollback();
                }
                return Optional.of(outcome);
            } catch (SQLException e) {
                SqlTrouble trouble = SqlTrouble.of(e);
                if (trouble == SqlTrouble.LOCKED || trouble == SqlTrouble.CANCELLED) {
                    return Optional.empty();
                }
                throw e;
            }
        }
    }

    /** Everything but the commit; only a {@code Done} is to be committed. */
    private Outcome prepared(Connection transaction) throws SQLException {
        List<DroppedObject> dropped = dropped();
        if (HiddenNames.has(transaction, work.number())) {
            return new Outcome.Done("the old names are hidden already");
        }
        List<HideTarget> targets = HideTarget.in(transaction, dropped);
        TableLocks.take(
                transaction,
                targets.stream()
                        .map(target -> new LockNeed(target.table(), LockMode.ACCESS_EXCLUSIVE))
                        .toList(),
                timeout());
        Sql.run(
                transaction,
                "SET LOCAL statement_timeout = %1$d; SET LOCAL idle_in_transaction_session_timeout = %1$d"
                        .formatted(timeout().toMillis()));
        Future<?> limit = work.heartbeats().limit(transaction, timeout());
        try {
            return underLocks(transaction, dropped, targets);
        } finally {
            limit.cancel(false);
        }
    }

    private Outcome underLocks(Connection transaction, List<DroppedObject> dropped, List<HideTarget> targets)
            throws SQLException {
        Optional<Outcome> refused = HideConditions.refused(transaction, work);
        if (refused.isPresent()) {
            return refused.get();
        }
        List<String> doubts = doubts(transaction, dropped, targets);
        if (!doubts.isEmpty()) {
            return new Outcome.GateClosed(doubts);
        }
        new Renaming(transaction, work).of(targets);
        if (targets.isEmpty()) {
            return new Outcome.Done("the contract drops no table and no column: there is nothing to hide");
        }
        String names = targets.stream().map(HideTarget::toString).collect(Collectors.joining(", "));
        return new Outcome.Done("hidden, and still in sync: " + names
                + HideConditions.blindness(transaction)
                        .map(words -> "; " + words)
                        .orElse(""));
    }

    private List<String> doubts(Connection transaction, List<DroppedObject> dropped, List<HideTarget> targets)
            throws SQLException {
        Dependants dependants = new Dependants(transaction, dropped);
        List<String> doubts = new ArrayList<>(HideConditions.cannotComeBack(transaction, targets));
        for (HideTarget target : targets) {
            dependants.of(target, true).forEach(dependant -> doubts.add(dependant.sentence()));
            boolean synced = work.plan().sync().stream()
                    .anyMatch(rule -> TableName.of(rule.table()).equals(target.table()));
            if (target.column().isEmpty() && synced) {
                doubts.add(target + ": it is kept in sync, and a whole table that is cannot be hidden");
            }
        }
        return doubts;
    }

    private List<DroppedObject> dropped() {
        List<Script> contract = work.plan().scripts().contract();
        return contract.isEmpty() ? List.of() : ContractObjects.in(contract.get(0));
    }

    private Duration timeout() {
        return work.plan().locks().timeout();
    }
}
