// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities;

import dev.interlock.activities.contract.ContractAdapter;
import dev.interlock.activities.ddl.Attempts;
import dev.interlock.activities.ddl.Pulse;
import dev.interlock.activities.ddl.SchemaAdapter;
import dev.interlock.activities.flag.FlagAdapter;
import dev.interlock.activities.ledger.Databases;
import dev.interlock.activities.ledger.Entry;
import dev.interlock.activities.ledger.LedgerAdapter;
import dev.interlock.activities.ledger.PlanStore;
import dev.interlock.activities.metric.MetricWatch;
import dev.interlock.activities.metric.SlicedWaiter;
import dev.interlock.activities.source.MetricSources;
import dev.interlock.plans.PlanReader;
import dev.interlock.workflows.temporal.TaskQueues;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Every activity, by the task queue whose worker serves it. */
public final class ActivityWiring {

    private final Databases databases;
    private final MetricSources sources;
    private final InstantSource clock;
    private final PlanStore plans;
    private final Entry entry;

    /**
     * @param sources outside, which guardrails may ask
     * @param clock against which hold times end
     */
    public ActivityWiring(Databases databases, MetricSources sources, InstantSource clock) {
        this.databases = databases;
        this.sources = sources;
        this.clock = clock;
        this.plans = new PlanStore(databases, new PlanReader()::read);
        this.entry = new Entry(databases);
    }

    /** Task queue → the objects to register there. */
    public Map<String, List<Object>> byQueue() {
        Attempts attempts = new Attempts(databases, plans, entry, sources, Pulse::ofActivity);
        return Map.of(
                TaskQueues.CONTROL,
                List.of(new LedgerAdapter(databases, plans, entry), new FlagAdapter(databases)),
                TaskQueues.WATCH,
                List.of(new MetricWatch(databases, entry, plans, sources, clock, new SlicedWaiter())),
                TaskQueues.SCHEMA,
                List.of(new SchemaAdapter(attempts), new ContractAdapter(attempts)));
    }
}
