// SPDX-License-Identifier: Apache-2.0
package dev.interlock.testkit.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.lifecycle.Note;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.lifecycle.PhaseName;
import dev.interlock.domain.plan.Percent;
import dev.interlock.testkit.FakeLedger;
import dev.interlock.testkit.FakeWorld;
import dev.interlock.testkit.MigrationScenario;
import dev.interlock.testkit.SamplePolicy;
import dev.interlock.workflows.CommandAnswer;
import dev.interlock.workflows.CommandMessage;
import dev.interlock.workflows.temporal.StartMemo;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.common.WorkflowExecutionHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A history that has become long goes on in a fresh run, and nobody notices. */
class ValveTest {

    private static final int LONG = 150;

    /** What one decision and its answers may add after the last look at the length. */
    private static final int SLACK = 60;

    private static final int PAUSES = 150;

    private final FakeWorld world = new FakeWorld(SamplePolicy.seldomLooking());

    @Test
    void migrationThatIsPausedHundredsOfTimesCompletesInShortRuns() {
        try (MigrationScenario migration = soaking(LONG)) {
            for (int i = 1; i <= PAUSES; i++) {
                migration.orders("pause", message("pause-" + i));
                migration.settles().orders("resume", message("resume-" + i));
                migration.settles();
            }
            migration.settles().passes(Duration.ofDays(14)).holdsFor("APPROVAL");
            migration.settles().signals("approve", Map.of("plan", FakeLedger.SHA256));

            assertThat(migration.ends()).isEqualTo("COMPLETED");
            assertThat(migration.histories())
                    .hasSizeGreaterThan(10)
                    .allSatisfy(run -> assertThat(run.getEvents()).hasSizeLessThan(LONG + SLACK));
            everyCommandIsOnRecordOnce("pause", PAUSES);
            everyCommandIsOnRecordOnce("resume", PAUSES);
            theRecordHasNoGap();
        }
    }

    @Test
    void guardrailThatFlapsForWeeksDoesNotGrowTheHistory() {
        Outcome[] flapping = IntStream.range(0, 100)
                .mapToObj(i -> new Outcome.NoData("no requests"))
                .toArray(Outcome[]::new);
        Outcome[] back = IntStream.range(0, 100)
                .mapToObj(i -> new Outcome.DataBack("requests again"))
                .toArray(Outcome[]::new);
        world.cues().answers("watch", flapping).answers("guard", back);
        try (MigrationScenario migration = world.scenario().startsWithRunsOf(LONG)) {
            migration.reaches(PhaseName.SOAKING).settles();

            assertThat(migration.histories())
                    .hasSizeGreaterThan(5)
                    .allSatisfy(run -> assertThat(run.getEvents()).hasSizeLessThan(LONG + SLACK));
            theRecordHasNoGap();
        }
    }

    @Test
    void deadlineDoesNotShift() {
        try (MigrationScenario migration = soaking(LONG)) {
            Instant until = migration.nextAt();
            migration.passes(Duration.ofDays(1));
            growsIntoAFreshRun(migration);
            migration.settles();

            assertThat(migration.nextAt()).isEqualTo(until);
            assertThat(migration.status().phase()).isEqualTo("SOAKING");
            migration.passes(Duration.ofDays(13).plusMinutes(1)).holdsFor("APPROVAL");
        }
    }

    @Test
    void holdAndItsReasonGoAlong() {
        try (MigrationScenario migration = soaking(LONG)) {
            Instant until = migration.nextAt();
            migration
                    .signals("pause", Map.of("actor", "otto", "reason", "lunch"))
                    .holdsFor("PAUSE");
            var held = migration.settles().status();
            growsIntoAFreshRun(migration);

            assertThat(migration.status()).isEqualTo(held);
            migration.passes(Duration.ofDays(3)).signals("resume");

            assertThat(migration.nextAt()).isAfterOrEqualTo(until.plus(Duration.ofDays(3)));
        }
    }

    @Test
    void commandThatWasTakenInARunBeforeIsNotTakenAgain() {
        try (MigrationScenario migration = soaking(LONG)) {
            CommandMessage hour = new CommandMessage("otto", "more time", "c-1", null, "1h", null, null);
            migration.orders("extend", hour);
            Instant until = migration.nextAt();
            growsIntoAFreshRun(migration);

            CommandAnswer again = migration.orders("extend", hour);
            migration.signals("extend", hour);

            assertThat(again.changed()).isFalse();
            assertThat(migration.nextAt()).isEqualTo(until);
            everyCommandIsOnRecordOnce("extend", 1);
        }
    }

    @Test
    void signalsAndUpdatesAroundTheSwitchAreTakenOnceEach() {
        world.cues().hangsIn("take-over");
        try (MigrationScenario migration = soaking(LONG)) {
            int sent = 0;
            while (world.cues().count("take-over") == 0) {
                migration.signals("extend", Map.of("for", "1m", "actor", "anna"));
                grows(migration);
                sent++;
            }
            world.cues().awaitBegun("take-over", 1);
            migration.signals("extend", Map.of("for", "1m", "actor", "anna"));
            var update = migration
                    .workflow()
                    .startUpdate("extend", WorkflowUpdateStage.ACCEPTED, CommandAnswer.class, minute());

            world.cues().lets("take-over");

            assertThat(update.getResult().changed()).isTrue();
            migration.settles();
            everyCommandIsOnRecordOnce("extend", sent + 2);
            assertThat(world.ledger().notes())
                    .filteredOn(note -> note.text().contains("there is no signal puase"))
                    .hasSize(sent);
            theRecordHasNoGap();
        }
    }

    @Test
    void rollbackRightAtTheSwitchWorks() {
        world.cues().hangsIn("take-over");
        try (MigrationScenario migration = soaking(LONG)) {
            growsIntoAFreshRun(migration);
            migration.signals("rollback", Map.of("actor", "otto"));

            world.cues().lets("take-over");

            migration.reaches(PhaseName.ROLLED_BACK);
            assertThat(world.flag().percent()).isEqualTo(Percent.ZERO);
            everyCommandIsOnRecordOnce("rollback", 1);
            theRecordHasNoGap();
        }
    }

    @Test
    void runThatIsGoingBackIsLongRatherThanLate() {
        world.cues().waitsIn("prove-kill");
        try (MigrationScenario migration = soaking(LONG)) {
            migration.signals("rollback").reaches(PhaseName.ROLLING_BACK);
            int notes = world.ledger().notes().size();
            for (int i = 0; i < LONG; i++) {
                migration.signals("puase");
            }
            migration.records(note -> note.sequence() >= notes + LONG);
            assertThat(world.cues().count("take-over")).isZero();

            world.cues().lets("prove-kill");

            world.cues().awaitBegun("take-over", 1);
            migration.reaches(PhaseName.ROLLED_BACK);
        }
    }

    @Test
    void cancelInALaterRunStillRollsBack() {
        try (MigrationScenario migration = soaking(LONG)) {
            growsIntoAFreshRun(migration);
            migration.settles().cancels();

            assertThat(migration.ends()).isEqualTo("ROLLED_BACK");
            assertThat(world.flag().percent()).isEqualTo(Percent.ZERO);
            theRecordHasNoGap();
        }
    }

    @Test
    void ledgerThatBelongsToAnotherRunIsHeldForAndNotFailedFor() {
        world.cues().fails("take-over", "a later run has taken over");
        try (MigrationScenario migration = soaking(LONG)) {
            growsIntoAFreshRun(migration);

            migration.becomes(status -> "FAULT".equals(status.holdKind()));

            assertThat(migration.status().hold()).contains("the ledger belongs to run");
        }
    }

    @Test
    void runEndsWithNothingButItsSuccessor() {
        try (MigrationScenario migration = soaking(LONG)) {
            growsIntoAFreshRun(migration);

            assertThat(migration.histories())
                    .hasSize(2)
                    .first()
                    .extracting(ValveTest::lastEvent)
                    .isEqualTo(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW);
            assertThat(world.cues().count("register")).isEqualTo(1);
        }
    }

    @Test
    void whatARepeatedStartIsKnownByGoesAlong() {
        try (MigrationScenario migration = soaking(LONG)) {
            growsIntoAFreshRun(migration);

            var newest = migration
                    .temporal()
                    .getWorkflowClient()
                    .newUntypedWorkflowStub(MigrationScenario.ID)
                    .describe();

            assertThat(newest.getMemo(StartMemo.KEY, String.class)).isEqualTo("start-1");
            assertThat(newest.getMemo(StartMemo.PLAN, String.class)).isEqualTo(FakeLedger.SHA256);
        }
    }

    private MigrationScenario soaking(int events) {
        MigrationScenario migration = world.scenario().startsWithRunsOf(events);
        return migration.reaches(PhaseName.SOAKING).settles();
    }

    /** The history of the one before has grown too long by then. */
    private void growsIntoAFreshRun(MigrationScenario migration) {
        int before = world.cues().count("take-over");
        while (world.cues().count("take-over") == before) {
            grows(migration);
        }
    }

    /** Nothing changes by a misspelt signal, but the history grows by it. */
    private void grows(MigrationScenario migration) {
        int notes = world.ledger().notes().size();
        migration.settles().signals("puase").records(note -> note.sequence() > notes);
    }

    private static EventType lastEvent(WorkflowExecutionHistory run) {
        List<HistoryEvent> events = run.getEvents();
        return events.get(events.size() - 1).getEventType();
    }

    private static CommandMessage message(String id) {
        return new CommandMessage("otto", null, id, null, null, null, null);
    }

    private static CommandMessage minute() {
        return new CommandMessage("anna", null, null, null, "1m", null, null);
    }

    private void everyCommandIsOnRecordOnce(String verb, int times) {
        assertThat(world.ledger().notes())
                .filteredOn(
                        note -> note.kind() == Note.Kind.COMMAND && note.text().startsWith(verb))
                .hasSize(times);
    }

    private void theRecordHasNoGap() {
        List<Note> notes = world.ledger().notes();
        assertThat(notes)
                .extracting(Note::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, notes.size()).boxed().toList());
    }
}
