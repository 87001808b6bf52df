// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows;

import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.lifecycle.Task;
import dev.interlock.workflows.port.Call;
import dev.interlock.workflows.port.ContractActivities;
import dev.interlock.workflows.port.FlagActivities;
import dev.interlock.workflows.port.LedgerActivities;
import dev.interlock.workflows.port.SchemaActivities;
import dev.interlock.workflows.port.WatchActivities;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;

/** Which activity does which task. */
final class TaskCalls {

    private TaskCalls() {}

    static Promise<Outcome> begin(Run run, Task task, Call call, boolean atOnce) {
        if (task instanceof Task.Claim || task instanceof Task.Close) {
            return ledger(stub(LedgerActivities.class, run, task), task, call);
        }
        if (task instanceof Task.Raise || task instanceof Task.TurnSafeSide) {
            return FlagForward.begin(run, task, call, atOnce);
        }
        if (task instanceof Task.Zero || task instanceof Task.Unhide) {
            return flagBack(stub(FlagActivities.class, run, task), task, call);
        }
        if (task instanceof Task.Gate
                || task instanceof Task.Archive
                || task instanceof Task.Hide
                || task instanceof Task.Drop
                || task instanceof Task.AskDrop
                || task instanceof Task.AfterDrop) {
            return contract(stub(ContractActivities.class, run, task), task, call);
        }
        return task.touchesSchema()
                ? schema(stub(SchemaActivities.class, run, task), task, call)
                : watch(stub(WatchActivities.class, run, task), task, call);
    }

    private static <T> T stub(Class<T> activities, Run run, Task task) {
        return Workflow.newActivityStub(activities, ActivityTable.of(activities, task, run));
    }

    private static Promise<Outcome> ledger(LedgerActivities ledger, Task task, Call call) {
        if (task instanceof Task.Close close) {
            return Async.function(ledger::close, call, close.endedAs());
        }
        return ((Task.Claim) task).queue()
                ? Async.function(ledger::awaitClaim, call)
                : Async.function(ledger::claim, call);
    }

    private static Promise<Outcome> flagBack(FlagActivities flag, Task task, Call call) {
        return task instanceof Task.Zero zero
                ? Async.function(flag::zero, call, zero.actor(), zero.reason())
                : Async.function(flag::unhide, call);
    }

    private static Promise<Outcome> contract(ContractActivities contract, Task task, Call call) {
        if (task instanceof Task.Gate gate) {
            return Async.function(contract::gate, call, gate.soakStarted());
        }
        if (task instanceof Task.Archive) {
            return Async.function(contract::archive, call);
        }
        if (task instanceof Task.Hide) {
            return Async.function(contract::hide, call);
        }
        if (task instanceof Task.Drop) {
            return Async.function(contract::drop, call);
        }
        return task instanceof Task.AskDrop
                ? Async.function(contract::askDrop, call)
                : Async.function(contract::afterDrop, call);
    }

    private static Promise<Outcome> schema(SchemaActivities schema, Task task, Call call) {
        if (task instanceof Task.Preflight) {
            return Async.function(schema::preflight, call);
        }
        if (task instanceof Task.Expand) {
            return Async.function(schema::expand, call);
        }
        if (task instanceof Task.Backfill) {
            return Async.function(schema::backfill, call);
        }
        if (task instanceof Task.Repair) {
            return Async.function(schema::repair, call);
        }
        return task instanceof Task.Parity
                ? Async.function(schema::parity, call)
                : Async.function(schema::revert, call, ((Task.Revert) task).approved());
    }

    private static Promise<Outcome> watch(WatchActivities watch, Task task, Call call) {
        if (task instanceof Task.AwaitEvaluators calibration) {
            return Async.function(
                    watch::awaitEvaluators, call, calibration.notBefore().orElse(null));
        }
        if (task instanceof Task.Calibrate calibration) {
            return Async.function(watch::calibrate, call, calibration);
        }
        if (task instanceof Task.Watch step) {
            return Async.function(watch::watch, call, step);
        }
        if (task instanceof Task.Guard guard) {
            return Async.function(watch::guard, call, guard);
        }
        if (task instanceof Task.SoakWatch soak) {
            return Async.function(watch::soak, call, soak.since());
        }
        if (task instanceof Task.HideWatch hidden) {
            return Async.function(watch::hidden, call, hidden.since());
        }
        return task instanceof Task.ProveKill
                ? Async.function(watch::proveKill, call)
                : Async.function(watch::awaitAnswers, call);
    }
}
