// SPDX-License-Identifier: Apache-2.0
package dev.interlock.testkit;

import dev.interlock.workflows.MigrationWorkflowImpl;
import dev.interlock.workflows.port.ContractActivities;
import dev.interlock.workflows.port.FlagActivities;
import dev.interlock.workflows.port.LedgerActivities;
import dev.interlock.workflows.port.SchemaActivities;
import dev.interlock.workflows.port.WatchActivities;
import dev.interlock.workflows.temporal.InterlockAttributes;
import dev.interlock.workflows.temporal.Payloads;
import dev.interlock.workflows.temporal.TaskQueues;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.time.Instant;

/** Temporal's in-process server with our search attributes, and a worker for each of our queues. */
final class InProcessTemporal {

    /** A Tuesday. Fixed, so that a recorded history reads the same each time. */
    static final Instant START = Instant.parse("2026-09-01T10:00:00Z");

    /** A cancelled fake hears of it at its next heartbeat, not a throttled one. */
    private static final WorkerOptions WORKER = WorkerOptions.newBuilder()
            .setMaxHeartbeatThrottleInterval(Duration.ofMillis(10))
            .setDefaultDeadlockDetectionTimeout(5_000)
            .build();

    private InProcessTemporal() {}

    /** How time passes. */
    enum Time {
        /** Begins at {@link #START}, and is skipped. */
        SKIPPED,
        /** As it does everywhere. */
        REAL
    }

    static TestWorkflowEnvironment with(
            Time time,
            ActivityBell bell,
            LedgerActivities ledger,
            FlagActivities flag,
            SchemaActivities schema,
            WatchActivities watch,
            ContractActivities contract) {
        TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance(options(time, bell));
        temporal.newWorker(TaskQueues.CONTROL, WORKER).registerWorkflowImplementationTypes(MigrationWorkflowImpl.class);
        temporal.getWorkerFactory().getWorker(TaskQueues.CONTROL).registerActivitiesImplementations(ledger, flag);
        temporal.newWorker(TaskQueues.WATCH, WORKER).registerActivitiesImplementations(watch);
        temporal.newWorker(TaskQueues.SCHEMA, WORKER).registerActivitiesImplementations(schema, contract);
        temporal.start();
        return temporal;
    }

    private static TestEnvironmentOptions options(Time time, ActivityBell bell) {
        TestEnvironmentOptions.Builder options = TestEnvironmentOptions.newBuilder()
                .setUseTimeskipping(time == Time.SKIPPED)
                .setWorkerFactoryOptions(WorkerFactoryOptions.newBuilder()
                        .setWorkerInterceptors(bell)
                        .build())
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build());
        if (time == Time.SKIPPED) {
            options.setInitialTime(START);
        }
        InterlockAttributes.ALL.forEach(
                attribute -> options.registerSearchAttribute(attribute.getName(), attribute.getValueType()));
        return options.build();
    }
}
