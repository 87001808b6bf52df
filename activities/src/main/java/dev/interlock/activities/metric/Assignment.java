// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import dev.interlock.activities.source.MetricSources;
import dev.interlock.domain.guardrail.FailBar;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.domain.plan.Percent;
import dev.interlock.workflows.port.Call;
import java.util.List;
import java.util.Optional;

/**
 * What is to be looked at.
 *
 * @param sha256 the plan's
 * @param tables the claimed ones, {@code schema.table}
 * @param percent what the flag must stand at
 * @param sources of this worker, for guardrails whose numbers come from outside
 * @param process names the watch: looks of the same process continue each other, across attempts and workers
 */
record Assignment(
        Call call,
        MigrationPlan plan,
        String sha256,
        List<String> tables,
        Percent percent,
        MetricSources sources,
        String process) {

    Assignment {
        tables = List.copyOf(tables);
    }

    String flagKey() {
        return plan.flag().key();
    }

    FailBar bar() {
        return FailBar.of(plan.guardrails(), plan.alpha());
    }

    /** The step after the one that stands at this percentage; empty at the last. */
    Optional<Percent> nextStep() {
        return plan.ramp().steps().stream()
                .map(step -> step.percent())
                .filter(step -> step.compareTo(percent) > 0)
                .findFirst();
    }

    /** Ended calls that the step which stands at this percentage wants in each arm. */
    long minRequests() {
        return plan.ramp().steps().stream()
                .filter(step -> step.percent().equals(percent))
                .mapToLong(step -> step.minRequests())
                .findFirst()
                .orElse(0);
    }
}
