// SPDX-License-Identifier: Apache-2.0
package dev.interlock.testkit;

import dev.interlock.domain.lifecycle.RunPolicy;
import dev.interlock.domain.plan.ContractPolicy.Approval;
import dev.interlock.domain.plan.Percent;
import dev.interlock.domain.plan.RampSchedule;
import dev.interlock.domain.plan.RampSchedule.Step;
import dev.interlock.domain.plan.SoakPolicy;
import dev.interlock.domain.plan.Windows;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The policy of a plan that splits a name, with every default but that it does not calibrate; and what tests change about it. */
public record SamplePolicy(
        SoakPolicy soak,
        Approval approval,
        boolean queue,
        Duration hide,
        Duration archive,
        Optional<Windows> windows,
        Duration calibrate) {

    /** Time between two looks of {@link #seldomLooking}. */
    public static final Duration SELDOM = Duration.ofHours(50);

    /** Fourteen days of soak, looked at every ten minutes, and an approval. */
    public static SamplePolicy usual() {
        return new SamplePolicy(
                new SoakPolicy(Duration.ofDays(14), Duration.ofMinutes(10), false),
                Approval.REQUIRED,
                false,
                Duration.ZERO,
                Duration.ZERO,
                Optional.empty(),
                Duration.ZERO);
    }

    /** The same, with few looks, none of them when the soak ends: for tests that are not about them. */
    public static SamplePolicy seldomLooking() {
        return usual().lookingEvery(SELDOM);
    }

    public SamplePolicy lookingEvery(Duration checkEvery) {
        return new SamplePolicy(
                new SoakPolicy(soak.duration(), checkEvery, soak.pausedTimeCounts()),
                approval,
                queue,
                hide,
                archive,
                windows,
                calibrate);
    }

    public SamplePolicy countingPausedTime() {
        return new SamplePolicy(
                new SoakPolicy(soak.duration(), soak.checkEvery(), true),
                approval,
                queue,
                hide,
                archive,
                windows,
                calibrate);
    }

    public SamplePolicy withoutApproval() {
        return new SamplePolicy(soak, Approval.NONE, queue, hide, archive, windows, calibrate);
    }

    public SamplePolicy queueing() {
        return new SamplePolicy(soak, approval, true, hide, archive, windows, calibrate);
    }

    public SamplePolicy hidingFor(Duration time) {
        return new SamplePolicy(soak, approval, queue, time, archive, windows, calibrate);
    }

    public SamplePolicy archivingFor(Duration time) {
        return new SamplePolicy(soak, approval, queue, hide, time, windows, calibrate);
    }

    public SamplePolicy within(Windows hours) {
        return new SamplePolicy(soak, approval, queue, hide, archive, Optional.of(hours), calibrate);
    }

    public SamplePolicy calibratingFor(Duration time) {
        return new SamplePolicy(soak, approval, queue, hide, archive, windows, time);
    }

    /** As the ledger answers it when it registers the plan. */
    public RunPolicy policy() {
        return new RunPolicy(
                "users-split-name",
                "shop",
                "Split users.full_name",
                "team-accounts",
                List.of("public.users"),
                "users-split-name",
                new RampSchedule(steps(), Duration.ofSeconds(10), Duration.ofHours(24), windows, calibrate),
                soak,
                approval,
                hide,
                archive,
                queue,
                true,
                true,
                List.of(),
                "ann");
    }

    private static List<Step> steps() {
        return List.of(
                new Step(Percent.of(1), Duration.ofMinutes(15), 300),
                new Step(Percent.of(5), Duration.ofMinutes(30), 300),
                new Step(Percent.of(20), Duration.ofHours(1), 300),
                new Step(Percent.of(50), Duration.ofHours(2), 300),
                new Step(Percent.of(100), Duration.ZERO, 300));
    }
}
