// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The picture and the table, derived from what the machine really does. */
final class StateMachineDocument {

    private StateMachineDocument() {}

    static String of(Map<String, MigrationState> states) {
        return """
                # The state machine

                Generated from `MigrationMachine` by a test that fails when this page and the machine differ
                (`-Dgolden.update=true` writes it anew). A hold is not a phase: it is a reason to stand still, in any of them.

                ```mermaid
                stateDiagram-v2
                    [*] --> QUEUED
                """ + diagram(states) + """
                    COMPLETED --> [*]
                    REVERTED --> [*]
                    REJECTED --> [*]
                ```

                ## What each event does

                Events that change nothing are left out. Phase, then `held` with the reason's kind, then the work under way.

                """ + table(states);
    }

    private static String diagram(Map<String, MigrationState> states) {
        return Transitions.edges(states).stream()
                .map(edge -> "    " + edge.replace("→", "-->") + "\n")
                .collect(Collectors.joining());
    }

    private static String table(Map<String, MigrationState> states) {
        Map<String, StringBuilder> sections = new LinkedHashMap<>();
        states.forEach((label, state) ->
                sections.put(label, new StringBuilder("### " + label + "\n\nUnder way: " + work(state) + "\n\n")));
        for (Transitions.Transition transition : Transitions.all(states)) {
            String label = transition.name().substring(0, transition.name().indexOf(" × "));
            String after = describe(transition.after());
            if (!after.equals(describe(transition.before()))
                    || !transition.before().schema().equals(transition.after().schema())) {
                Objects.requireNonNull(sections.get(label), label)
                        .append("- ")
                        .append(transition.event())
                        .append(": ")
                        .append(after)
                        .append('\n');
            }
        }
        return String.join("\n", sections.values());
    }

    private static String describe(MigrationState state) {
        String held = state.hold().map(hold -> ", held " + hold.kind()).orElse("");
        String rate = state.phase() instanceof Phase.Backfilling
                ? state.rate().map(ordered -> ", rate " + ordered.words()).orElse("")
                : "";
        return state.phase().name() + held + rate + ", " + work(state);
    }

    private static String work(MigrationState state) {
        String running = state.tasks()
                .running()
                .map(r -> r.task().getClass().getSimpleName())
                .orElse("nothing");
        return running
                + state.tasks()
                        .stopping()
                        .map(s -> " while " + s.task().getClass().getSimpleName() + " stops")
                        .orElse("");
    }
}
