// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

/** A task under way in the simulation, with what its call knew when it began. */
record Flight(long turn, Task task, long epoch, boolean cancelled) {

    Flight asCancelled() {
        return new Flight(turn, task, epoch, true);
    }
}
