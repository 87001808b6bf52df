// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker.run;

import dev.interlock.workflows.MigrationWorkflowImpl;
import io.temporal.worker.Worker;

/** The real implementations, each on the queue that its port names. */
public final class Registrations implements Registrar {

    @Override
    public void register(Worker control, Worker watch, Worker schema) {
        control.registerWorkflowImplementationTypes(MigrationWorkflowImpl.class);
    }
}
