// SPDX-License-Identifier: Apache-2.0
package dev.interlock.testkit;

import dev.interlock.workflows.MigrationWorkflowImpl;
import dev.interlock.workflows.temporal.Payloads;
import dev.interlock.workflows.temporal.TaskQueues;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;

/** Whether a worker that has never seen a run would do in it what was done. */
public final class Replay {

    private static final Worker WORKER = worker();

    private Replay() {}

    /** Fails where the workflow would do something else, or the same in another order. */
    public static void of(WorkflowExecutionHistory history) {
        try {
            WorkflowReplayer.replayWorkflowExecution(history, WORKER);
        } catch (Exception different) {
            throw new AssertionError("the history does not replay", different);
        }
    }

    private static Worker worker() {
        TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build())
                .build());
        Worker worker = temporal.newWorker(TaskQueues.CONTROL);
        worker.registerWorkflowImplementationTypes(MigrationWorkflowImpl.class);
        return worker;
    }
}
