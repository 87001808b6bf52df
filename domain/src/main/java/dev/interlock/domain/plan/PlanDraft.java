// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.plan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What could be read of a plan, before its parts are judged together. A part that could not be read is absent, so that
 * one mistake does not hide another.
 *
 * @param guardrails those that the plan names itself
 * @param syncTables every table with a sync, also where the rest of the sync could not be read
 * @param backfill absent when the plan leaves it to be derived
 * @param tables likewise
 * @param touched the tables that expand, sync and contract change
 * @param windows absent when the plan has none, or one of their parts could not be read
 */
public record PlanDraft(
        List<Step> steps,
        List<Placed<GuardrailRule>> guardrails,
        List<Placed<SyncRule>> sync,
        List<Placed<String>> syncTables,
        Optional<List<Placed<String>>> backfill,
        Optional<List<Placed<String>>> tables,
        List<String> touched,
        Optional<SoakPolicy> soak,
        Optional<LockPolicy> locks,
        Optional<FlagPolicy> flag,
        Optional<Double> mustExclude,
        Optional<Windows> windows) {

    public PlanDraft {
        steps = List.copyOf(steps);
        guardrails = List.copyOf(guardrails);
        sync = List.copyOf(sync);
        syncTables = List.copyOf(syncTables);
        touched = List.copyOf(touched);
    }

    /**
     * A step of the ramp.
     *
     * @param percent absent when it could not be read
     * @param hold likewise; zero when left out
     */
    public record Step(String path, Optional<Percent> percent, Optional<Duration> hold) {}
}
