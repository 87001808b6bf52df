// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker.run;

import io.temporal.worker.Worker;

/** Puts workflow and activity implementations on their queues, before polling begins. */
@FunctionalInterface
public interface Registrar {

    void register(Worker control, Worker watch, Worker schema);
}
