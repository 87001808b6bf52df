// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.gateway;

import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.workflows.MigrationStatus;
import dev.interlock.workflows.StartInput;
import dev.interlock.workflows.temporal.StartMemo;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts and looks at migrations in Temporal.
 *
 * <p>Trouble with the server itself is an {@link io.grpc.StatusRuntimeException} or a {@link WorkflowException}.
 */
public final class MigrationGateway {

    private static final Logger LOG = LoggerFactory.getLogger(MigrationGateway.class);

    private final WorkflowClient client;
    private final @Nullable Duration heartbeatTimeout;

    /** @param heartbeatTimeout of migrations started here; null for the usual one */
    public MigrationGateway(WorkflowClient client, @Nullable Duration heartbeatTimeout) {
        this.client = client;
        this.heartbeatTimeout = heartbeatTimeout;
    }

    /** Starts one run, or finds the one that the same key has started meanwhile. */
    public StartResult start(MigrationPlan plan, StartInput input, Optional<StartKey> key) {
        WorkflowStub stub = client.newUntypedWorkflowStub("Migration", StartOptions.of(plan, key));
        try {
            StartInput given =
                    new StartInput(input.files(), input.startedBy(), input.queue(), heartbeatTimeout, null, null);
            return new StartResult.Started(stub.start(given).getRunId());
        } catch (WorkflowExecutionAlreadyStarted running) {
            String runId = running.getExecution().getRunId();
            return key.flatMap(repeat -> repeated(plan.workflowId(), repeat))
                    .orElseGet(() -> new StartResult.AlreadyRunning(runId));
        }
    }

    /** The newest run of this id if the same key has started it, running or not. */
    public Optional<StartResult> repeated(String workflowId, StartKey key) {
        return describe(workflowId)
                .filter(run -> key.key().equals(run.getMemo(StartMemo.KEY, String.class)))
                .map(run -> key.planSha256().equals(run.getMemo(StartMemo.PLAN, String.class))
                        ? new StartResult.Repeated(run.getExecution().getRunId())
                        : new StartResult.KeyReused());
    }

    /** Whether Temporal runs this id now, as another run than the one given; false when it cannot be asked. */
    public boolean runsAnew(String workflowId, String runId) {
        try {
            return describe(workflowId)
                    .filter(run -> run.getCloseTime() == null)
                    .filter(run -> !run.getExecution().getRunId().equals(runId))
                    .isPresent();
        } catch (StatusRuntimeException | WorkflowException unanswered) {
            LOG.info("no run of {} can be found: {}", workflowId, Words.of(unanswered));
            return false;
        }
    }

    /** The newest run of this id, running or not, within the namespace's retention. */
    public Optional<WorkflowExecutionDescription> describe(String workflowId) {
        try {
            return Optional.of(client.newUntypedWorkflowStub(workflowId).describe());
        } catch (WorkflowNotFoundException none) {
            LOG.debug("no run of {}", workflowId, none);
            return Optional.empty();
        }
    }

    /** The live status; empty when Temporal, the run or a worker does not answer. */
    public Optional<MigrationStatus> status(String workflowId) {
        try {
            return Optional.of(client.newUntypedWorkflowStub(workflowId).query("status", MigrationStatus.class));
        } catch (WorkflowException unanswered) {
            LOG.info("no live status of {}: {}", workflowId, Words.of(unanswered));
            return Optional.empty();
        }
    }
}
