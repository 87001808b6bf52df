// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.gateway;

import dev.interlock.workflows.CommandAnswer;
import dev.interlock.workflows.CommandMessage;
import io.grpc.Context;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends commands as updates: they answer, and refuse in words. */
public final class CommandGateway {

    private static final Logger LOG = LoggerFactory.getLogger(CommandGateway.class);

    private static final Duration ASK = Duration.ofSeconds(3);

    /** Together a second: a run that goes on has its successor within milliseconds. */
    private static final int TRIES = 20;

    private static final Duration BETWEEN_RUNS = Duration.ofMillis(50);

    private final WorkflowClient client;
    private final ScheduledExecutorService deadlines;
    private final Duration patience;

    /**
     * @param deadlines runs the time-outs; owned by the caller
     * @param patience how long a worker has to answer
     */
    public CommandGateway(WorkflowClient client, ScheduledExecutorService deadlines, Duration patience) {
        this.client = client;
        this.deadlines = deadlines;
        this.patience = patience;
    }

    /**
     * Waits until the migration has answered. Trouble with the server is an {@link io.grpc.StatusRuntimeException} or a
     * {@link WorkflowServiceException}.
     *
     * <p>A run whose history is long goes on in a fresh one, and the in-process server knows of no run for a moment. So what is
     * not running is looked at, and while it goes on the update, which nobody has taken, is sent again, for a second at most.
     *
     * @param commandId the update's id, so that a repeated request is one command. Temporal compares nothing but the id:
     *     it must not be that of another verb
     */
    public CommandResult send(String workflowId, Verb verb, CommandMessage message, Optional<String> commandId) {
        ask();
        Context.CancellableContext context =
                Context.current().withDeadlineAfter(patience.toMillis(), TimeUnit.MILLISECONDS, deadlines);
        Context before = context.attach();
        try {
            return new CommandResult.Accepted(updateOfAnyRun(workflowId, verb, message, commandId));
        } catch (WorkflowUpdateException refused) {
            return new CommandResult.Refused(sentence(refused));
        } catch (WorkflowNotFoundException none) {
            LOG.debug("{} for {}: not running", verb, workflowId, none);
            return new CommandResult.NotRunning();
        } catch (WorkflowServiceException unanswered) {
            return noAnswer(workflowId, verb, unanswered);
        } finally {
            context.detach(before);
            context.cancel(null);
        }
    }

    /**
     * An update is tried again until its time is over, whatever is wrong. Whoever commands a rollback is to hear at once that
     * Temporal is gone: there is still the kill.
     */
    private void ask() {
        client.getWorkflowServiceStubs()
                .blockingStub()
                .withDeadlineAfter(ASK.toMillis(), TimeUnit.MILLISECONDS)
                .getSystemInfo(GetSystemInfoRequest.getDefaultInstance());
    }

    private CommandAnswer updateOfAnyRun(
            String workflowId, Verb verb, CommandMessage message, Optional<String> commandId) {
        for (int tries = 1; ; tries++) {
            try {
                return update(workflowId, verb, message, commandId);
            } catch (WorkflowNotFoundException ended) {
                if (tries == TRIES || !goesOn(workflowId)) {
                    throw ended;
                }
                LOG.debug("{} for {} came between two runs", verb, workflowId, ended);
                LockSupport.parkNanos(BETWEEN_RUNS.toNanos());
            }
        }
    }

    private boolean goesOn(String workflowId) {
        return switch (client.newUntypedWorkflowStub(workflowId).describe().getStatus()) {
            case WORKFLOW_EXECUTION_STATUS_RUNNING, WORKFLOW_EXECUTION_STATUS_CONTINUED_AS_NEW -> true;
            default -> false;
        };
    }

    private CommandAnswer update(String workflowId, Verb verb, CommandMessage message, Optional<String> commandId) {
        WorkflowStub stub = client.newUntypedWorkflowStub(workflowId);
        UpdateOptions.Builder<CommandAnswer> options = UpdateOptions.newBuilder(CommandAnswer.class)
                .setUpdateName(verb.updateName())
                .setWaitForStage(WorkflowUpdateStage.COMPLETED);
        commandId.ifPresent(options::setUpdateId);
        return stub.startUpdate(options.build(), message).getResult();
    }

    private static String sentence(WorkflowUpdateException refused) {
        return refused.getCause() instanceof ApplicationFailure failure
                ? failure.getOriginalMessage()
                : Words.of(refused);
    }

    private static CommandResult noAnswer(String workflowId, Verb verb, WorkflowServiceException unanswered) {
        return Words.grpc(unanswered)
                .map(status -> switch (status.getCode()) {
                    case DEADLINE_EXCEEDED, CANCELLED -> timedOut(workflowId, verb);
                    default -> throw unanswered;
                })
                .orElseThrow(() -> unanswered);
    }

    private static CommandResult timedOut(String workflowId, Verb verb) {
        LOG.warn("{} for {}: no worker answered in time", verb, workflowId);
        return new CommandResult.NoAnswer(
                "no worker answered in time; the command may still be taken when one comes back");
    }
}
