// SPDX-License-Identifier: Apache-2.0
package dev.interlock.testkit.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.lifecycle.PhaseName;
import dev.interlock.testkit.FakeWorld;
import dev.interlock.testkit.MigrationScenario;
import dev.interlock.testkit.SamplePolicy;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PauseTest {

    private static final Duration THREE_DAYS = Duration.ofDays(3);
    private static final Duration MOMENT = Duration.ofMinutes(1);

    @Test
    void pauseInTheSoakShiftsItsDeadline() {
        assertThat(shiftOfAPause(SamplePolicy.seldomLooking())).isBetween(THREE_DAYS, THREE_DAYS.plus(MOMENT));
    }

    @Test
    void pauseInTheSoakShiftsNothingWherePausedTimeCounts() {
        assertThat(shiftOfAPause(SamplePolicy.seldomLooking().countingPausedTime()))
                .isEqualTo(Duration.ZERO);
    }

    @Test
    void timerOfTheSoakIsCancelledWithThePauseAndBegunAnewAfterIt() {
        FakeWorld world = new FakeWorld(SamplePolicy.seldomLooking());
        try (MigrationScenario migration = world.scenario().start()) {
            migration.reaches(PhaseName.SOAKING).settles().signals("pause").holdsFor("PAUSE");
            migration.passes(Duration.ofDays(20));

            assertThat(migration.status().phase()).isEqualTo("SOAKING");
            migration.settles().signals("resume").passes(Duration.ofDays(14)).holdsFor("APPROVAL");
        }
    }

    @Test
    void pausedRampIsStillWatchedForAFail() {
        FakeWorld world = new FakeWorld(SamplePolicy.seldomLooking());
        try (MigrationScenario migration = Ways.at("RAMPING, paused", world)) {
            world.cues().lets("prove-kill").awaitBegun("guard", 1);
            world.cues()
                    .answers(
                            "guard",
                            new dev.interlock.domain.lifecycle.Outcome.Failed("errors", "14 of 2,031 calls", true));

            migration.passes(SamplePolicy.SELDOM).reaches(PhaseName.ROLLED_BACK);

            assertThat(migration.status().percent()).isZero();
        }
    }

    private static Duration shiftOfAPause(SamplePolicy policy) {
        FakeWorld world = new FakeWorld(policy);
        try (MigrationScenario migration = world.scenario().start()) {
            Instant before = migration.reaches(PhaseName.SOAKING).settles().nextAt();
            migration.signals("pause").holdsFor("PAUSE").passes(THREE_DAYS);

            Instant after = migration.signals("resume").nextAt();

            return Duration.between(before, after);
        }
    }
}
