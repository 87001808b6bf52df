// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.gateway;

import dev.interlock.domain.plan.ContractPolicy.Approval;
import dev.interlock.domain.plan.Durations;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.workflows.temporal.AttributeValues;
import dev.interlock.workflows.temporal.InterlockAttributes;
import dev.interlock.workflows.temporal.TaskQueues;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.SearchAttributes;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a migration's run is started, and what the Web UI shows of it before its first step. */
final class StartOptions {

    /** Servers take 200 bytes of summary; characters may be longer than a byte. */
    private static final int SUMMARY_LENGTH = 100;

    private StartOptions() {}

    /** One running run per id; an id may run again, the ledger decides whether this one may. No timeouts: they kill. */
    static WorkflowOptions of(MigrationPlan plan, Optional<StartKey> key) {
        WorkflowOptions.Builder options = WorkflowOptions.newBuilder()
                .setWorkflowId(plan.workflowId())
                .setTaskQueue(TaskQueues.CONTROL)
                .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
                .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                .setStaticSummary(summary(plan))
                .setStaticDetails(details(plan))
                .setTypedSearchAttributes(attributes(plan));
        key.ifPresent(given -> options.setMemo(given.memo()));
        return options.build();
    }

    private static SearchAttributes attributes(MigrationPlan plan) {
        SearchAttributes.Builder attributes = SearchAttributes.newBuilder()
                .set(InterlockAttributes.PHASE, "QUEUED")
                .set(InterlockAttributes.DATABASE, plan.database())
                .set(InterlockAttributes.TABLES, AttributeValues.keywords(plan.tables()));
        if (!plan.owner().isBlank()) {
            attributes.set(InterlockAttributes.OWNER, AttributeValues.keyword(plan.owner()));
        }
        return attributes.build();
    }

    private static String summary(MigrationPlan plan) {
        String text = plan.description().isBlank() ? plan.id() : plan.description();
        return text.length() <= SUMMARY_LENGTH ? text : text.substring(0, SUMMARY_LENGTH - 1) + "…";
    }

    private static String details(MigrationPlan plan) {
        String steps = plan.ramp().steps().stream()
                .map(step -> step.percent().toString())
                .collect(Collectors.joining(" → "));
        return """
                - **Database** %s, **tables** %s
                - **Owner** %s
                - **Flag** `%s`, ramp %s
                - **Soak** %s, then the contract, %s
                """.formatted(
                        plan.database(),
                        String.join(", ", AttributeValues.keywords(plan.tables())),
                        plan.owner().isBlank() ? "nobody named" : plan.owner(),
                        plan.flag().key(),
                        steps,
                        Durations.text(plan.soak().duration()),
                        approval(plan.contract().approval()));
    }

    private static String approval(Approval approval) {
        return switch (approval) {
            case NONE -> "approved only where the gate cannot know something";
            case REQUIRED -> "once approved";
            case FOUR_EYES -> "once approved by somebody who did not start it";
        };
    }
}
