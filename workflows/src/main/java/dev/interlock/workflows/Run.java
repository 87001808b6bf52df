// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows;

import dev.interlock.domain.lifecycle.Decision;
import dev.interlock.domain.lifecycle.MigrationMachine;
import dev.interlock.domain.lifecycle.MigrationState;
import dev.interlock.domain.lifecycle.MigrationState.FlagState;
import dev.interlock.domain.lifecycle.MigrationState.SchemaState;
import dev.interlock.domain.lifecycle.Note;
import dev.interlock.domain.lifecycle.PhaseName;
import dev.interlock.domain.plan.Percent;
import dev.interlock.workflows.port.Call;
import dev.interlock.workflows.port.LedgerActivities;
import dev.interlock.workflows.port.Registered;
import dev.interlock.workflows.port.Registration;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** This run, as the ledger registered it. */
record Run(String database, String migration, String runId, Duration heartbeat, Registered registered) {

    /** The first activity: the files go to the ledger, and the policy comes back. */
    static Run register(StartInput input) {
        String[] id = Workflow.getInfo().getWorkflowId().split("\\.", 3);
        if (id.length != 3) {
            throw ApplicationFailure.newNonRetryableFailure(
                    "a migration's workflow id is migration.<database>.<id>", "invalid-plan");
        }
        String runId = Workflow.getInfo().getRunId();
        LedgerActivities ledger = Workflow.newActivityStub(
                LedgerActivities.class, ActivityTable.register("Read plan " + id[2] + " into the ledger"));
        Registered registered =
                ledger.register(new Registration(input.files(), id[1], id[2], runId, input.startedBy(), input.queue()));
        return new Run(id[1], id[2], runId, input.heartbeat(), registered);
    }

    /** Of a run that goes on after another one. Nothing is asked for it. */
    static Run after(Carried left, StartInput input) {
        MigrationState state = left.state();
        Registered registered = new Registered(
                left.number(),
                state.planSha256(),
                state.policy(),
                state.phase().name().name(),
                state.flag().epoch(),
                state.schema().round(),
                state.schema().expanded(),
                state.schema().backfilled());
        return new Run(
                state.policy().database(),
                state.policy().id(),
                Workflow.getInfo().getRunId(),
                input.heartbeat(),
                registered);
    }

    /** As the run that {@code left} this: the ledger is told in its name, for it owns the migration until then. */
    Call lastCallOf(Carried left, List<Note> unwritten) {
        Run before = new Run(database, migration, left.runId(), heartbeat, registered);
        return before.call(left.state(), unwritten);
    }

    Decision firstDecision(Instant now) {
        return MigrationMachine.start(
                registered.policy(),
                registered.sha256(),
                PhaseName.valueOf(registered.continuesAt()),
                new FlagState(Percent.ZERO, registered.epoch()),
                new SchemaState(registered.round(), registered.expanded(), registered.backfilled()),
                now);
    }

    Call call(MigrationState state, List<Note> notes) {
        return new Call(
                database,
                migration,
                registered.number(),
                runId,
                state.flag().epoch(),
                state.schema().round(),
                state.phase().name().name(),
                notes);
    }
}
