// SPDX-License-Identifier: Apache-2.0
package dev.interlock.testkit.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.lifecycle.PhaseName;
import dev.interlock.testkit.FakeWorld;
import dev.interlock.testkit.MigrationScenario;
import dev.interlock.testkit.SamplePolicy;
import dev.interlock.workflows.CommandMessage;
import org.junit.jupiter.api.Test;

class RepairTest {

    private static final Outcome FOUND = new Outcome.OutOfParity(3, "public.users: id=7");

    private final FakeWorld world = new FakeWorld(SamplePolicy.seldomLooking());

    @Test
    void parityIsAskedAgainAfterARepairAndOnlyThenTheRampGoesOn() {
        world.cues().answers("parity", FOUND, FOUND).waitsIn("await-evaluators");
        try (MigrationScenario migration = world.scenario().start()) {
            migration.holdsFor("PARITY");
            assertThat(migration.status().commands()).contains("repair");

            assertThat(migration
                            .orders("repair", CommandMessage.by("otto", "sync was off"))
                            .message())
                    .startsWith("repairing the rows");
            world.cues().awaitBegun("parity", 2);
            migration.holdsFor("PARITY").signals("repair");

            world.cues().awaitBegun("await-evaluators", 1);
            assertThat(world.cues().count("repair")).isEqualTo(2);
            assertThat(world.cues().count("parity")).isEqualTo(3);
            assertThat(migration.status().phase()).isEqualTo(PhaseName.RAMPING.name());
        }
    }

    @Test
    void aPauseStopsTheRepairAndResumeBeginsItAgain() {
        try (MigrationScenario migration = Ways.at("RAMPING, repairing", world)) {
            migration.signals("pause").holdsFor("PAUSE").settles();
            migration.signals("resume");

            world.cues().awaitBegun("repair", 2);
        }
    }
}
