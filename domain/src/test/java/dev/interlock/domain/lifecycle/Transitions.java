// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the machine does with every sampled state and every plausible event. */
final class Transitions {

    private Transitions() {}

    record Transition(String name, MigrationState before, String event, MigrationState after) {}

    static List<Transition> all(Map<String, MigrationState> states) {
        List<Transition> all = new ArrayList<>();
        states.forEach((label, state) -> Samples.events(state).forEach((event, happened) -> {
            if (Samples.plausible(state, happened)) {
                MigrationState after =
                        MigrationMachine.next(state, happened, Samples.LATER).state();
                all.add(new Transition(label + " × " + event, state, event, after));
            }
        }));
        return all;
    }

    static Set<String> edges(Map<String, MigrationState> states) {
        Set<String> edges = new TreeSet<>();
        for (Transition transition : all(states)) {
            PhaseName from = transition.before().phase().name();
            PhaseName to = transition.after().phase().name();
            if (from != to) {
                edges.add(from + " → " + to);
            }
        }
        return edges;
    }
}
