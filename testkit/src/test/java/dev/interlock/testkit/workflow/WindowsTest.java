// SPDX-License-Identifier: Apache-2.0
package dev.interlock.testkit.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.domain.lifecycle.Note;
import dev.interlock.domain.lifecycle.PhaseName;
import dev.interlock.domain.plan.Percent;
import dev.interlock.domain.plan.Windows;
import dev.interlock.testkit.FakeLedger;
import dev.interlock.testkit.FakeWorld;
import dev.interlock.testkit.MigrationScenario;
import dev.interlock.testkit.Replay;
import dev.interlock.testkit.SamplePolicy;
import io.temporal.client.WorkflowUpdateException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WindowsTest {

    /** Those of a default migration; beside them a second calibration, and a watch and a timer between the approval and the hide. */
    private static final int MOST_EVENTS = 200 + 40;

    private static final Duration DAY = Duration.ofDays(1);

    /** When time begins on the in-process server. */
    private final Instant begun = Instant.parse("2026-09-01T10:00:00Z");

    /** Each day, from an hour before the migration begins to 70 minutes after it: two steps fit in. */
    private final Windows twoSteps = daily(begun.minus(Duration.ofHours(1)), Duration.ofMinutes(130));

    @Test
    void everyStepForwardOfADefaultMigrationIsTakenWithinItsWindows() {
        Windows hours = daily(begun.plus(Duration.ofHours(3)), Duration.ofHours(6));
        FakeWorld world = world(hours);
        try (MigrationScenario migration = world.scenario().start()) {
            migration.passes(Duration.ofDays(18)).holdsFor("APPROVAL");
            migration.signals("approve", Map.of("plan", FakeLedger.SHA256, "actor", "otto"));

            assertThat(migration.ends()).isEqualTo("COMPLETED");

            assertThat(migration.timeline())
                    .filteredOn(note ->
                            note.kind() == Note.Kind.PERCENT || note.text().endsWith("→ DROPPING"))
                    .hasSize(6)
                    .allMatch(note -> hours.isOpen(note.at().truncatedTo(ChronoUnit.MINUTES)));
            assertThat(migration.events()).hasSizeLessThan(MOST_EVENTS);
        }
    }

    @Test
    void statusAndTimelineNameTheOpeningAndTheWaitIsNoHold() {
        FakeWorld world = world(twoSteps);
        Instant opening = begun.minus(Duration.ofHours(1)).plus(DAY);
        try (MigrationScenario migration = world.scenario().start()) {
            migration.passes(Duration.ofHours(2));

            String words = "next step " + twoSteps.words(opening, migration.now());
            assertThat(migration.status().percent()).isEqualTo(20);
            assertThat(migration.status().hold()).isNull();
            assertThat(migration.status().nextStepAt()).isEqualTo(opening);
            assertThat(migration.nextAt()).isEqualTo(opening);
            assertThat(migration.status().next()).endsWith("; " + words);
            assertThat(migration.timeline())
                    .filteredOn(note -> note.kind() == Note.Kind.NEXT)
                    .extracting(Note::text)
                    .last()
                    .isEqualTo(words);
            assertThat(world.watch().watched().stream().distinct()).hasSize(3);
        }
    }

    @Test
    void promoteOutsideIsRefusedWithTheOpeningAndTakesTheStepAfterIt() {
        FakeWorld world = world(twoSteps);
        try (MigrationScenario migration = world.scenario().start()) {
            migration.passes(Duration.ofHours(2));

            assertThatThrownBy(() -> migration.orders("promote", null))
                    .isInstanceOf(WorkflowUpdateException.class)
                    .rootCause()
                    .hasMessageContaining("outside of ramp.windows");

            world.cues().waitsIn("watch");
            migration.passes(DAY.minus(Duration.ofHours(3)));
            assertThat(migration.orders("promote", null).changed()).isTrue();
            world.cues().lets("watch");
        }
    }

    @Test
    void promoteIsNotAmongTheCommandsOutside() {
        FakeWorld world = world(twoSteps);
        try (MigrationScenario migration = world.scenario().start()) {
            migration.passes(Duration.ofHours(2));

            migration.orders("pause", null);
            migration.orders("resume", null);

            assertThat(migration.status().commands())
                    .contains("pause", "extend", "rollback")
                    .doesNotContain("promote");
        }
    }

    @Test
    void rollbackOutsideGoesBackAtOnce() {
        FakeWorld world = world(twoSteps);
        try (MigrationScenario migration = world.scenario().start()) {
            migration.passes(Duration.ofHours(2));

            migration.signals("rollback").reaches(PhaseName.ROLLED_BACK);

            assertThat(world.flag().percent()).isEqualTo(Percent.ZERO);
            assertThat(Duration.between(begun, migration.now())).isLessThan(Duration.ofHours(3));
            Replay.of(migration.history());
        }
    }

    private static FakeWorld world(Windows hours) {
        return new FakeWorld(SamplePolicy.seldomLooking()
                .hidingFor(Duration.ofHours(24))
                .archivingFor(Duration.ofDays(30))
                .within(hours));
    }

    private static Windows daily(Instant from, Duration open) {
        LocalTime opens = from.atOffset(ZoneOffset.UTC).toLocalTime();
        return new Windows(
                List.of(new Windows.Range(List.of(DayOfWeek.values()), opens, opens.plus(open))),
                ZoneOffset.UTC,
                List.of());
    }
}
