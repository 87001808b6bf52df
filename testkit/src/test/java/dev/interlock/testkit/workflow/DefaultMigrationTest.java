// SPDX-License-Identifier: Apache-2.0
package dev.interlock.testkit.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.lifecycle.PhaseName;
import dev.interlock.domain.plan.Percent;
import dev.interlock.testkit.FakeLedger;
import dev.interlock.testkit.FakeWorld;
import dev.interlock.testkit.MigrationScenario;
import dev.interlock.testkit.SamplePolicy;
import io.temporal.api.history.v1.HistoryEvent;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DefaultMigrationTest {

    private static final int PROMISED_EVENTS = 200;
    private static final Duration HIDE = Duration.ofHours(24);
    private static final Duration ARCHIVE = Duration.ofDays(30);
    private static final int LOOKS_IN_FOURTEEN_DAYS = 14 * 24 * 6;

    @Test
    void fourteenDaysWithEveryDefaultEndCompletedWithinFewEvents() {
        FakeWorld world = new FakeWorld(SamplePolicy.usual().hidingFor(HIDE).archivingFor(ARCHIVE));
        try (MigrationScenario migration = world.scenario().start()) {
            migration.reaches(PhaseName.SOAKING).passes(Duration.ofDays(14));
            migration.holdsFor("APPROVAL").signals("approve", Map.of("plan", FakeLedger.SHA256, "actor", "otto"));

            String ending = migration.ends();

            assertThat(ending).isEqualTo("COMPLETED");
            assertThat(world.ledger().endedAs()).isEqualTo("COMPLETED");
            assertThat(world.ledger().notes()).isEqualTo(migration.timeline());
            assertThat(world.flag().safeSideIsNew()).isTrue();
            assertThat(world.cues().count("soak-watch")).isGreaterThanOrEqualTo(LOOKS_IN_FOURTEEN_DAYS);
            assertThat(world.cues().count("archive")).isEqualTo(1);
            assertThat(world.cues().count("hide")).isEqualTo(1);
            assertThat(migration.events()).hasSizeLessThan(PROMISED_EVENTS);
        }
    }

    @Test
    void flagThatCannotBeRaisedWithinTheWorkflowTaskIsRaisedByAnActivityOfItsOwn() {
        FakeWorld world = new FakeWorld(SamplePolicy.seldomLooking());
        world.cues().waitsIn("raise-flag");
        try (MigrationScenario migration = world.scenario().start()) {
            world.cues().awaitBegun("raise-flag", 1);
            world.cues().lets("raise-flag");

            migration.reaches(PhaseName.SOAKING);

            assertThat(migration.events())
                    .filteredOn(HistoryEvent::hasActivityTaskScheduledEventAttributes)
                    .extracting(event -> event.getActivityTaskScheduledEventAttributes()
                            .getActivityType()
                            .getName())
                    .containsOnlyOnce("raise-flag");
            assertThat(world.flag().percent()).isEqualTo(Percent.of(100));
        }
    }

    @Test
    void everyStepIsWatchedForItsHoldTime() {
        FakeWorld world = new FakeWorld(SamplePolicy.seldomLooking());
        try (MigrationScenario migration = world.scenario().start()) {
            migration.reaches(PhaseName.SOAKING);

            assertThat(world.watch().watched())
                    .extracting(
                            watch -> watch.percent().toString(),
                            watch -> Duration.between(watch.since(), watch.until()))
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("1 %", Duration.ofMinutes(15)),
                            org.assertj.core.groups.Tuple.tuple("5 %", Duration.ofMinutes(30)),
                            org.assertj.core.groups.Tuple.tuple("20 %", Duration.ofHours(1)),
                            org.assertj.core.groups.Tuple.tuple("50 %", Duration.ofHours(2)),
                            org.assertj.core.groups.Tuple.tuple("100 %", Duration.ZERO));
        }
    }

    @Test
    void withoutApprovalNobodyIsAsked() {
        FakeWorld world = new FakeWorld(SamplePolicy.seldomLooking().withoutApproval());
        try (MigrationScenario migration = world.scenario().start()) {
            String ending = migration.ends();

            assertThat(ending).isEqualTo("COMPLETED");
        }
    }

    @Test
    void queuedMigrationWaitsForItsClaim() {
        FakeWorld world = new FakeWorld(SamplePolicy.seldomLooking().queueing());
        world.cues().looksOn("await-claim", Duration.ofMinutes(1)).waitsIn("preflight");
        try (MigrationScenario migration = world.scenario().start()) {
            world.cues().awaitBegun("await-claim", 1);
            world.cues().answers("await-claim", new dev.interlock.domain.lifecycle.Outcome.Done("claimed"));

            migration.passes(Duration.ofMinutes(1));

            world.cues().awaitBegun("preflight", 1);
            assertThat(migration.status().phase()).isEqualTo("PREFLIGHT");
        }
    }

    @Test
    void pausedInTheQueueItDoesNotAsk() {
        FakeWorld world = new FakeWorld(SamplePolicy.seldomLooking().queueing());
        world.cues().waitsIn("await-claim");
        try (MigrationScenario migration = world.scenario().start()) {
            world.cues().awaitBegun("await-claim", 1);
            migration.signals("pause").holdsFor("PAUSE").settles();
            world.cues().lets("await-claim");

            migration.signals("resume");

            world.cues().awaitBegun("await-claim", 2);
        }
    }
}
