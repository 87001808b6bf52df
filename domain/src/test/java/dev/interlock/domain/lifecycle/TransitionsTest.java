// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TransitionsTest {

    /** Every edge between phases that there is; a new one, or one that has gone, fails here before it is drawn. */
    private static final Set<String> EDGES = new TreeSet<>(List.of(
            "QUEUED → PREFLIGHT",
            "QUEUED → REJECTED",
            "QUEUED → REVERTED",
            "PREFLIGHT → EXPANDING",
            "PREFLIGHT → REJECTED",
            "PREFLIGHT → REVERTED",
            "EXPANDING → BACKFILLING",
            "EXPANDING → ROLLING_BACK",
            "BACKFILLING → RAMPING",
            "BACKFILLING → ROLLING_BACK",
            "RAMPING → SOAKING",
            "RAMPING → ROLLING_BACK",
            "SOAKING → HIDING",
            "SOAKING → ROLLING_BACK",
            "HIDING → DROPPING",
            "HIDING → SOAKING",
            "HIDING → ROLLING_BACK",
            "DROPPING → DROPPED",
            "DROPPING → HIDING",
            "DROPPING → ROLLING_BACK",
            "DROPPED → COMPLETED",
            "ROLLING_BACK → ROLLED_BACK",
            "ROLLING_BACK → REVERTING",
            "ROLLED_BACK → EXPANDING",
            "ROLLED_BACK → BACKFILLING",
            "ROLLED_BACK → RAMPING",
            "ROLLED_BACK → REVERTING",
            "REVERTING → REVERTED"));

    @Test
    void theEdgesAreThoseOfTheDesign() {
        assertThat(Transitions.edges(Samples.states())).containsExactlyInAnyOrderElementsOf(EDGES);
    }

    @Test
    void everyPhaseAndEveryKindOfEventIsInTheSamples() {
        assertThat(Samples.states().values().stream()
                        .map(s -> s.phase().getClass())
                        .collect(Collectors.toSet()))
                .hasSize(PhaseName.values().length);
        Set<Class<?>> kinds = Samples.events(
                        Samples.states().values().iterator().next())
                .values()
                .stream()
                .map(Object::getClass)
                .collect(Collectors.toSet());
        assertThat(kinds).containsAll(Arrays.asList(MigrationEvent.class.getPermittedSubclasses()));
        Set<Class<?>> outcomes =
                Samples.outcomes().stream().map(Object::getClass).collect(Collectors.toSet());
        assertThat(outcomes).containsAll(Arrays.asList(Outcome.class.getPermittedSubclasses()));
    }

    @Test
    void noEventLeavesTwoPiecesOfSchemaWorkSideBySide() {
        Transitions.all(Samples.states()).forEach(transition -> {
            Tasks tasks = transition.after().tasks();
            boolean both = tasks.stopping().isPresent()
                    && tasks.running().filter(r -> r.task().touchesSchema()).isPresent();
            assertThat(both).as(transition.name()).isFalse();
        });
    }

    @Test
    void theDocumentIsWhatTheMachineDoes() throws IOException {
        Path document = Path.of("../docs/state-machine.md");
        String generated = StateMachineDocument.of(Samples.states());
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(document.getParent());
            Files.writeString(document, generated);
        }
        assertThat(Files.readString(document)).isEqualTo(generated);
    }
}
