// SPDX-License-Identifier: Apache-2.0
package dev.interlock.testkit.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.lifecycle.Note;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.testkit.FakeWorld;
import dev.interlock.testkit.MigrationScenario;
import dev.interlock.testkit.SamplePolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A plan that watches 0 % for ten minutes. */
class CalibrateTest {

    private static final Duration LOOK = Duration.ofSeconds(10);

    private final FakeWorld world = new FakeWorld(SamplePolicy.seldomLooking().calibratingFor(Duration.ofMinutes(10)));

    @Test
    void theTimeThatThePlanAskedForIsNoHold() {
        world.cues().looksOn("calibrate", LOOK).looksOn("watch", Duration.ofDays(1));
        try (MigrationScenario migration = world.scenario().start()) {
            world.cues().awaitBegun("calibrate", 1);
            migration.passes(Duration.ofMinutes(10));
            world.cues().answers("calibrate", new Outcome.Done("2 live evaluators; A/A: alike"));

            migration.passes(Duration.ofSeconds(20));

            world.cues().awaitBegun("watch", 1);
            assertThat(migration.status().percent()).isEqualTo(1);
            assertThat(migration.timeline()).extracting(Note::kind).doesNotContain(Note.Kind.HOLD);
            assertThat(world.cues().count("await-evaluators")).isZero();
        }
    }

    @Test
    void cohortsThatDifferHoldAtZeroAndResumeComparesAnew() {
        world.cues()
                .answers("calibrate", new Outcome.Failed("interlock:a/a", "users of the 5 % cohort fail", false))
                .looksOn("watch", Duration.ofDays(1));
        try (MigrationScenario migration = world.scenario().start()) {
            migration.holdsFor("GUARDRAIL");
            assertThat(migration.status().hold()).isEqualTo("interlock:a/a: users of the 5 % cohort fail");
            assertThat(migration.status().percent()).isZero();

            migration.signals("resume");

            world.cues().awaitBegun("calibrate", 2);
            world.cues().awaitBegun("watch", 1);
        }
    }

    @Test
    void dataThatComesBackBeginsItAnew() {
        world.cues().answers("calibrate", new Outcome.NoData("nobody")).looksOn("calibrate", LOOK);
        try (MigrationScenario migration = world.scenario().start()) {
            migration.holdsFor("NO_DATA");
            world.cues().awaitBegun("calibrate", 2);
            world.cues().answers("calibrate", new Outcome.DataBack("2 live evaluators"));

            migration.passes(Duration.ofSeconds(20));

            world.cues().awaitBegun("calibrate", 3);
            assertThat(migration.status().holdKind()).isNull();
        }
    }
}
