// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker.run;

import dev.interlock.activities.ActivityWiring;
import dev.interlock.activities.ledger.Databases;
import dev.interlock.activities.source.MetricSources;
import dev.interlock.workflows.MigrationWorkflowImpl;
import io.temporal.worker.Worker;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The real implementations, each on the queue that its port names. */
public final class Registrations implements Registrar {

    private final Databases databases;
    private final MetricSources sources;

    public Registrations(Databases databases, MetricSources sources) {
        this.databases = databases;
        this.sources = sources;
    }

    @Override
    public void register(Worker control, Worker watch, Worker schema) {
        Map<String, List<Object>> activities = new ActivityWiring(databases, sources, InstantSource.system()).byQueue();
        control.registerWorkflowImplementationTypes(MigrationWorkflowImpl.class);
        for (Worker worker : List.of(control, watch, schema)) {
            String queue = worker.getTaskQueue();
            List<Object> served = Objects.requireNonNull(activities.get(queue), () -> "nothing serves " + queue);
            worker.registerActivitiesImplementations(served.toArray());
        }
    }
}
