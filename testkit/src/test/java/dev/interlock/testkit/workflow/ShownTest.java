// SPDX-License-Identifier: Apache-2.0
package dev.interlock.testkit.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.lifecycle.Note;
import dev.interlock.domain.lifecycle.PhaseName;
import dev.interlock.testkit.FakeLedger;
import dev.interlock.testkit.FakeWorld;
import dev.interlock.testkit.MigrationScenario;
import dev.interlock.testkit.SamplePolicy;
import dev.interlock.workflows.MigrationStatus;
import dev.interlock.workflows.temporal.InterlockAttributes;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.sdk.v1.WorkflowInteractionDefinition;
import io.temporal.api.sdk.v1.WorkflowMetadata;
import io.temporal.common.SearchAttributes;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What people see in the Web UI and in queries. */
class ShownTest {

    private static final Set<EventType> NAMED = Set.of(
            EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED,
            EventType.EVENT_TYPE_MARKER_RECORDED,
            EventType.EVENT_TYPE_TIMER_STARTED);

    private final FakeWorld world = new FakeWorld(SamplePolicy.seldomLooking());

    @Test
    void everyTimerAndEveryActivitySaysWhatItIs() {
        try (MigrationScenario migration = world.scenario().start()) {
            migration.reaches(PhaseName.SOAKING).settles();
            migration
                    .signals("pause", "lunch")
                    .holdsFor("PAUSE")
                    .settles()
                    .signals("resume")
                    .settles();
            migration.passes(Duration.ofDays(15)).holdsFor("APPROVAL");
            migration.signals("approve", Map.of("plan", FakeLedger.SHA256)).ends();

            assertThat(migration.events())
                    .filteredOn(event -> NAMED.contains(event.getEventType()))
                    .extracting(ShownTest::summary)
                    .allSatisfy(summary -> assertThat(summary).isNotBlank().hasSizeLessThanOrEqualTo(182))
                    .anySatisfy(summary -> assertThat(summary).startsWith("\"Soak until 2026-09-15 10:00:0"))
                    .contains("\"Flag users-split-name to 20 %\"", "\"Soak at 100 %: each attempt is one look\"");
        }
    }

    @Test
    void looksOfTheSoakCostNoEvent() {
        FakeWorld looking = new FakeWorld(SamplePolicy.usual());
        try (MigrationScenario migration = looking.scenario().start()) {
            migration.reaches(PhaseName.SOAKING);
            looking.cues().awaitBegun("soak-watch", 1);
            List<HistoryEvent> before = migration.events();

            migration.passes(Duration.ofDays(2));

            assertThat(looking.cues().count("soak-watch")).isGreaterThan(200);
            assertThat(migration.events()).hasSameSizeAs(before);
        }
    }

    @Test
    void searchAttributesSayWhereItIs() {
        try (MigrationScenario migration = Ways.at("SOAKING", world)) {
            SearchAttributes found = migration.workflow().describe().getTypedSearchAttributes();

            assertThat(found.get(InterlockAttributes.PHASE)).isEqualTo("SOAKING");
            assertThat(found.get(InterlockAttributes.HOLD)).isEqualTo("NONE");
            assertThat(found.get(InterlockAttributes.PERCENT)).isEqualTo(100.0);
            assertThat(found.get(InterlockAttributes.DATABASE)).isEqualTo("shop");
            assertThat(found.get(InterlockAttributes.OWNER)).isEqualTo("team-accounts");
            assertThat(found.get(InterlockAttributes.TABLES)).containsExactly("public.users");
            assertThat(found.get(InterlockAttributes.NEXT_AT))
                    .isEqualTo(migration.nextAt().atOffset(ZoneOffset.UTC));
        }
    }

    @Test
    void searchAttributesFollowAnExtendedDeadline() {
        try (MigrationScenario migration = Ways.at("SOAKING", world)) {
            migration.signals("extend", Map.of("for", "3d"));
            OffsetDateTime later = migration.nextAt().atOffset(ZoneOffset.UTC);

            SearchAttributes found = migration.workflow().describe().getTypedSearchAttributes();

            assertThat(found.get(InterlockAttributes.NEXT_AT)).isEqualTo(later);
        }
    }

    @Test
    void searchAttributesNameTheHold() {
        try (MigrationScenario migration = Ways.at("SOAKING, paused", world)) {
            SearchAttributes found = migration.workflow().describe().getTypedSearchAttributes();

            assertThat(found.get(InterlockAttributes.HOLD)).isEqualTo("PAUSE");
            assertThat(found.get(InterlockAttributes.NEXT_AT)).isNull();
        }
    }

    @Test
    void rampShowsWhenItsStepEnds() {
        try (MigrationScenario migration = Ways.at("RAMPING", world)) {
            MigrationStatus status = migration.status();

            assertThat(status.nextAt()).isEqualTo(world.watch().watched().get(0).until());
            assertThat(status.next()).matches("Ramp 1 %: watch until 2026-09-01 \\d\\d:\\d\\d:\\d\\dZ");
        }
    }

    @Test
    void currentDetailsSayWhereItStandsAndHowToAct() {
        try (MigrationScenario migration = Ways.at("SOAKING, paused", world)) {
            String details = metadata(migration).getCurrentDetails();

            assertThat(details)
                    .startsWith("**SOAKING** at 100 %\n")
                    .contains("\n- schema serves old + new; application 100 % new; controlled by flag users-split-name")
                    .contains("\n- **held**, PAUSE: paused by somebody")
                    .contains("\n- last verdict: PASS: ")
                    .contains("\n- to act, send a signal or update: resume, rollback, extend")
                    .doesNotContain("|");
        }
    }

    @Test
    void workThatIsDoneIsAResultAndNoVerdict() {
        try (MigrationScenario migration = Ways.at("SOAKING", world)) {
            assertThat(migration.timeline())
                    .filteredOn(note -> note.kind() == Note.Kind.VERDICT)
                    .isNotEmpty()
                    .allSatisfy(note -> assertThat(note.text()).startsWith("PASS: "));
            assertThat(migration.timeline())
                    .filteredOn(note -> note.kind() == Note.Kind.RESULT)
                    .extracting(Note::text)
                    .contains("claimed", "3,000 rows filled");
        }
    }

    @Test
    void everySignalIsDescribed() {
        try (MigrationScenario migration = Ways.at("SOAKING", world)) {
            List<WorkflowInteractionDefinition> signals =
                    metadata(migration).getDefinition().getSignalDefinitionsList();

            assertThat(signals)
                    .filteredOn(signal -> !signal.getName().isEmpty())
                    .extracting(WorkflowInteractionDefinition::getName)
                    .containsExactlyInAnyOrder(
                            "pause",
                            "resume",
                            "rollback",
                            "revert",
                            "approve",
                            "promote",
                            "extend",
                            "throttle",
                            "repair",
                            "killed");
            assertThat(signals)
                    .extracting(WorkflowInteractionDefinition::getDescription)
                    .doesNotContain("");
        }
    }

    @Test
    void timelineIsNumberedAndIsWhatTheLedgerHas() {
        try (MigrationScenario migration = Ways.at("ROLLED_BACK", world)) {
            List<Note> timeline = migration.timeline();

            assertThat(timeline)
                    .extracting(Note::sequence)
                    .doesNotHaveDuplicates()
                    .isSorted();
            assertThat(timeline).extracting(Note::phase).startsWith("QUEUED").endsWith("ROLLED_BACK");
            assertThat(world.ledger().notes()).isEqualTo(timeline);
        }
    }

    private static WorkflowMetadata metadata(MigrationScenario migration) {
        return migration.workflow().query("__temporal_workflow_metadata", WorkflowMetadata.class);
    }

    private static String summary(HistoryEvent event) {
        return event.getUserMetadata().getSummary().getData().toStringUtf8();
    }
}
