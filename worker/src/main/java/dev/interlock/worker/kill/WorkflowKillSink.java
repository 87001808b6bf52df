// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker.kill;

import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.workflows.CommandMessage;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signals {@code killed}. A workflow that is not there needs no telling: the flag is at 0 % already. */
public final class WorkflowKillSink implements KillSink {

    private static final Logger LOG = LoggerFactory.getLogger(WorkflowKillSink.class);

    private final WorkflowClient client;

    public WorkflowKillSink(WorkflowClient client) {
        this.client = client;
    }

    @Override
    public void killed(Kill kill) {
        String workflowId = MigrationPlan.workflowId(kill.database(), kill.migration());
        CommandMessage message =
                new CommandMessage(kill.actor(), kill.reason(), kill.commandId(), null, null, null, null);
        try {
            client.newUntypedWorkflowStub(workflowId).signal("killed", message);
            LOG.info("{} told that {} killed flag {}: {}", workflowId, kill.actor(), kill.flagKey(), kill.reason());
        } catch (WorkflowNotFoundException e) {
            LOG.info("Flag {} was killed, and {} does not run", kill.flagKey(), workflowId);
        }
    }
}
