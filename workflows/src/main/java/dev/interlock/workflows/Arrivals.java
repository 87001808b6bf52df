// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What waits for its turn. An update that comes with other events of the same workflow task is handled before or after them,
 * and on replay not always as it was the first time; so updates are taken last, whenever they were put in.
 */
final class Arrivals {

    private final Deque<Arrival> events = new ArrayDeque<>();
    private final Deque<Arrival> updates = new ArrayDeque<>();

    boolean add(Arrival event) {
        return events.add(event);
    }

    void addUpdate(Arrival update) {
        updates.add(update);
    }

    boolean isEmpty() {
        return events.isEmpty() && updates.isEmpty();
    }

    Arrival remove() {
        return events.isEmpty() ? updates.remove() : events.remove();
    }
}
