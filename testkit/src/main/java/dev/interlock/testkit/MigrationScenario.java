// SPDX-License-Identifier: Apache-2.0
package dev.interlock.testkit;

import dev.interlock.domain.lifecycle.Note;
import dev.interlock.domain.lifecycle.PhaseName;
import dev.interlock.workflows.CommandAnswer;
import dev.interlock.workflows.CommandMessage;
import dev.interlock.workflows.MigrationStatus;
import dev.interlock.workflows.StartInput;
import dev.interlock.workflows.port.ContractActivities;
import dev.interlock.workflows.port.FlagActivities;
import dev.interlock.workflows.port.LedgerActivities;
import dev.interlock.workflows.port.SchemaActivities;
import dev.interlock.workflows.port.WatchActivities;
import dev.interlock.workflows.temporal.StartMemo;
import dev.interlock.workflows.temporal.TaskQueues;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.failure.CanceledFailure;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One migration on Temporal's in-process server, told in sentences. Time stands still unless a test lets it pass, and
 * then it is skipped; {@link #inRealTime} is the exception.
 */
public final class MigrationScenario implements AutoCloseable {

    /** The workflow's id, where the activities are fakes. */
    public static final String ID = "migration.shop.users-split-name";

    private static final Map<String, String> PLAN = Map.of("migration.yaml", "id: users-split-name");

    private final ActivityBell bell = new ActivityBell();
    private final String id;
    private final StartInput input;
    private final TestWorkflowEnvironment temporal;
    private final WorkflowStub workflow;

    /** Time is skipped, so these look at no clock of their own. */
    public MigrationScenario(
            LedgerActivities ledger,
            FlagActivities flag,
            SchemaActivities schema,
            WatchActivities watch,
            ContractActivities contract) {
        this(
                ID,
                new StartInput(PLAN, "anna", Duration.ofSeconds(3)),
                InProcessTemporal.Time.SKIPPED,
                ledger,
                flag,
                schema,
                watch,
                contract);
    }

    private MigrationScenario(
            String id,
            StartInput input,
            InProcessTemporal.Time time,
            LedgerActivities ledger,
            FlagActivities flag,
            SchemaActivities schema,
            WatchActivities watch,
            ContractActivities contract) {
        this.id = id;
        this.input = input;
        this.temporal = InProcessTemporal.with(time, bell, ledger, flag, schema, watch, contract);
        this.workflow = temporal.getWorkflowClient()
                .newUntypedWorkflowStub(
                        "Migration",
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(id)
                                .setTaskQueue(TaskQueues.CONTROL)
                                .setMemo(Map.of(StartMemo.KEY, "start-1", StartMemo.PLAN, FakeLedger.SHA256))
                                .build());
    }

    /**
     * For activities that look at clocks of their own, as a real database does: time passes as it does everywhere, and is
     * never skipped.
     *
     * @param id the workflow's, {@code migration.<database>.<id>}
     */
    public static MigrationScenario inRealTime(
            String id,
            StartInput input,
            LedgerActivities ledger,
            FlagActivities flag,
            SchemaActivities schema,
            WatchActivities watch,
            ContractActivities contract) {
        return new MigrationScenario(id, input, InProcessTemporal.Time.REAL, ledger, flag, schema, watch, contract);
    }

    public MigrationScenario start() {
        workflow.start(input);
        return this;
    }

    /** Started so that it goes on in a fresh run once a run's history has so many events. */
    public MigrationScenario startsWithRunsOf(int events) {
        workflow.start(new StartInput(
                input.files(), input.startedBy(), input.queue(), input.heartbeatTimeout(), events, null));
        return this;
    }

    /** Waits, without letting time pass, until it is in this phase. */
    public MigrationScenario reaches(PhaseName phase) {
        bell.await(Heard.in(phase));
        return this;
    }

    /** Waits, without letting time pass, until it holds for this reason. */
    public MigrationScenario holdsFor(String kind) {
        bell.await(Heard.heldFor(kind));
        return this;
    }

    /** Waits, without letting time pass, until something like this is on record. */
    public MigrationScenario records(Predicate<Note> wanted) {
        bell.await(notes -> notes.stream().anyMatch(wanted));
        return this;
    }

    /** Waits, without letting time pass, until its status is as wanted. */
    public MigrationScenario becomes(Predicate<MigrationStatus> wanted) {
        long seen = bell.rung();
        while (!wanted.test(status())) {
            bell.awaitMoreThan(seen);
            seen = bell.rung();
        }
        return this;
    }

    /** Lets time pass, which it does in a moment unless a fake stands in an activity. */
    public MigrationScenario passes(Duration time) {
        temporal.sleep(time);
        return this;
    }

    /**
     * Lets every attempt that is under way come to its end. Needed before one is cancelled and time is to pass after that:
     * the in-process server would never skip time again if the attempt were cancelled in the middle.
     */
    public MigrationScenario settles() {
        return passes(Duration.ofSeconds(1));
    }

    public Instant now() {
        return Instant.ofEpochMilli(temporal.currentTimeMillis());
    }

    /** The Web UI's way to order something: nothing is answered. {@code body} is at most one JSON value. */
    public MigrationScenario signals(String verb, @Nullable Object... body) {
        return reachesTheRunThatGoesOn(() -> {
            workflow.signal(verb, body);
            return this;
        });
    }

    /** The REST API's way: answered, or refused by an exception. */
    public CommandAnswer orders(String verb, @Nullable CommandMessage message) {
        return reachesTheRunThatGoesOn(() -> workflow.update(verb, CommandAnswer.class, message));
    }

    /**
     * The in-process server ends a run that goes on in a fresh one a moment before it has the fresh one, and knows of neither
     * in between; a real server does both at once. A fresh run begins with an activity, so that is what is waited for.
     */
    private <T> T reachesTheRunThatGoesOn(Supplier<T> message) {
        while (true) {
            long rung = bell.rung();
            try {
                return message.get();
            } catch (WorkflowNotFoundException between) {
                switch (workflow.describe().getStatus()) {
                    case WORKFLOW_EXECUTION_STATUS_RUNNING -> {}
                    case WORKFLOW_EXECUTION_STATUS_CONTINUED_AS_NEW -> bell.awaitMoreThan(rung);
                    default -> throw between;
                }
            }
        }
    }

    /** The Web UI's cancel button. */
    public MigrationScenario cancels() {
        workflow.cancel();
        return this;
    }

    public MigrationStatus status() {
        return workflow.query("status", MigrationStatus.class);
    }

    /** When the next thing is due, of a migration that has such a moment. */
    public Instant nextAt() {
        MigrationStatus status = status();
        return Objects.requireNonNull(status.nextAt(), status::toString);
    }

    public List<Note> timeline() {
        return Arrays.asList(workflow.query("timeline", Note[].class));
    }

    /**
     * Lets time pass until it is over; the phase that it ended in. To Temporal a run that was asked to cancel is a cancelled
     * one, whatever it returns.
     */
    public String ends() {
        try {
            return workflow.getResult(String.class);
        } catch (WorkflowFailedException closed) {
            if (closed.getCause() instanceof CanceledFailure) {
                return status().phase();
            }
            throw closed;
        }
    }

    public WorkflowExecutionHistory history() {
        return temporal.getWorkflowClient().fetchHistory(id);
    }

    /** Of every run so far, each of which went on in the next one. */
    public List<WorkflowExecutionHistory> histories() {
        Deque<WorkflowExecutionHistory> runs = new ArrayDeque<>();
        WorkflowExecutionHistory newest = history();
        runs.addFirst(newest);
        for (String run = before(newest); !run.isEmpty(); run = before(runs.getFirst())) {
            runs.addFirst(temporal.getWorkflowClient().fetchHistory(id, run));
        }
        return List.copyOf(runs);
    }

    private static String before(WorkflowExecutionHistory run) {
        return run.getEvents()
                .get(0)
                .getWorkflowExecutionStartedEventAttributes()
                .getContinuedExecutionRunId();
    }

    public List<HistoryEvent> events() {
        return history().getEvents();
    }

    public WorkflowStub workflow() {
        return workflow;
    }

    public TestWorkflowEnvironment temporal() {
        return temporal;
    }

    /**
     * Replays what has happened in every run, as every worker does that takes one over. Nobody waits for the server's pollers to come
     * home, which takes longer than most scenarios.
     */
    @Override
    public void close() {
        List<WorkflowExecutionHistory> histories = histories();
        Thread closing = new Thread(temporal::close, "closing");
        closing.setDaemon(true);
        closing.start();
        histories.forEach(history -> Replay.of(new WorkflowExecutionHistory(history.getHistory(), id)));
    }
}
