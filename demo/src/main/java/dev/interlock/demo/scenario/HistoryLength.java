// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.scenario;

import dev.interlock.domain.plan.MigrationPlan;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.util.concurrent.TimeUnit;

/** How many events Temporal keeps of the demo's migration. */
final class HistoryLength {

    private HistoryLength() {}

    static long of(String temporalAddress) {
        WorkflowServiceStubs stubs = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(temporalAddress)
                .validateAndBuildWithDefaults());
        try {
            return WorkflowClient.newInstance(stubs)
                    .fetchHistory(MigrationPlan.workflowId(DemoPlan.DATABASE, DemoPlan.ID))
                    .getEvents()
                    .size();
        } finally {
            stubs.shutdown();
            stubs.awaitTermination(1, TimeUnit.SECONDS);
        }
    }
}
