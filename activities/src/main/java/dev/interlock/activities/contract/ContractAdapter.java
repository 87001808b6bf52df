// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.contract;

import dev.interlock.activities.archive.Archiving;
import dev.interlock.activities.ddl.Attempts;
import dev.interlock.activities.ddl.ScriptKind;
import dev.interlock.activities.ddl.ScriptRunner;
import dev.interlock.activities.ddl.Work;
import dev.interlock.activities.flag.FlagStore;
import dev.interlock.activities.ledger.Failures;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.lock.LockObserver;
import dev.interlock.domain.guardrail.Figures;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.Scripts.Script;
import dev.interlock.workflows.port.Call;
import dev.interlock.workflows.port.ContractActivities;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** The contract, in the target database. */
public final class ContractAdapter implements ContractActivities {

    private final Attempts attempts;

    public ContractAdapter(Attempts attempts) {
        this.attempts = attempts;
    }

    @Override
    public Outcome gate(Call call, Instant soakStarted) {
        return attempts.beside(call, work -> new Gate(work, soakStarted).look());
    }

    @Override
    public Outcome archive(Call call) {
        return attempts.alone(call, Archiving::ofContract);
    }

    @Override
    public Outcome hide(Call call) {
        return attempts.alone(call, Hide::run);
    }

    @Override
    public Outcome drop(Call call) {
        return attempts.alone(call, Drop::run);
    }

    @Override
    public Outcome askDrop(Call call) {
        return attempts.beside(call, work -> DropRecord.ask(work.sessions(), work.number()));
    }

    @Override
    public Outcome afterDrop(Call call) {
        return attempts.alone(call, ContractAdapter::finish);
    }

    private static Outcome finish(Work work) throws SQLException {
        if (work.row().droppedAt().isEmpty()) {
            throw Failures.leftBehind(work.row().id() + " has not dropped anything yet");
        }
        try (Connection connection = work.sessions().open("contract")) {
            Sql.inTransaction(connection, transaction -> {
                FlagStore.pin(transaction, work.row().flagKey(), work.number());
                return true;
            });
        }
        List<Script> contract = work.plan().scripts().contract();
        List<Script> later = contract.subList(Math.min(1, contract.size()), contract.size());
        if (later.isEmpty()) {
            return new Outcome.Done("flag pinned; there is no later contract file");
        }
        try (LockObserver observer = work.observer("contract")) {
            work.heartbeats().tell(observer::progress);
            int applied = new ScriptRunner(work, observer).run(ScriptKind.CONTRACT, 2, later);
            return new Outcome.Done("flag pinned; " + applied + " of "
                    + Figures.counted(later.size(), "later contract file") + " applied now");
        }
    }
}
