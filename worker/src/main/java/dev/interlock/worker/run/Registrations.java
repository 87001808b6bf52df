// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker.run;

import dev.interlock.activities.ledger.ConnectionSource;
import dev.interlock.worker.config.WorkerConfiguration;
import io.temporal.worker.Worker;
import java.util.SortedMap;

/** The real implementations. */
public final class Registrations implements Registrar {

    public Registrations(WorkerConfiguration configuration, SortedMap<String, ConnectionSource> connections) {}

    @Override
    public void register(Worker control, Worker watch, Worker schema) {}
}
