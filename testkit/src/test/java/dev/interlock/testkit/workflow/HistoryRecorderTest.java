// SPDX-License-Identifier: Apache-2.0
package dev.interlock.testkit.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.lifecycle.PhaseName;
import dev.interlock.testkit.FakeLedger;
import dev.interlock.testkit.FakeWorld;
import dev.interlock.testkit.MigrationScenario;
import dev.interlock.testkit.SamplePolicy;
import dev.interlock.workflows.CommandMessage;
import io.temporal.common.WorkflowExecutionHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Records the histories that every later build replays: {@code -Dhistories.record=0.1.0}, once a release. The files are in
 * {@code workflows/src/test/resources/histories}.
 */
@EnabledIfSystemProperty(named = "histories.record", matches = ".+")
class HistoryRecorderTest {

    private static final Path HISTORIES = Path.of("../workflows/src/test/resources/histories");

    private final FakeWorld world = new FakeWorld(SamplePolicy.seldomLooking());

    @Test
    void wholeMigration() throws IOException {
        try (MigrationScenario migration = world.scenario().start()) {
            migration.reaches(PhaseName.SOAKING).settles();
            migration
                    .signals("pause", "lunch")
                    .holdsFor("PAUSE")
                    .settles()
                    .signals("resume")
                    .settles();
            migration
                    .signals("extend", Map.of("for", "1h"))
                    .passes(Duration.ofDays(15))
                    .holdsFor("APPROVAL");
            migration
                    .settles()
                    .orders("approve", new CommandMessage("otto", null, "c-1", FakeLedger.SHA256, null, null, null));

            assertThat(migration.ends()).isEqualTo("COMPLETED");
            save("completed", migration);
        }
    }

    @Test
    void rollbackRaisedAgainAndReverted() throws IOException {
        world.cues().answers("watch", new Outcome.Passed("fine"), new Outcome.Failed("errors", "14 of 2,031", true));
        world.cues().looksOn("watch", Duration.ofDays(1));
        try (MigrationScenario migration = world.scenario().start()) {
            migration.reaches(PhaseName.ROLLED_BACK).signals("resume", "fixed");
            world.cues().awaitBegun("watch", 3);
            migration.settles().orders("rollback", CommandMessage.by("otto", "no"));
            migration.reaches(PhaseName.ROLLED_BACK).signals("revert");

            assertThat(migration.ends()).isEqualTo("REVERTED");
            save("rolled-back-and-reverted", migration);
        }
    }

    @Test
    void holdsAndRubbish() throws IOException {
        world.cues()
                .fails("expand", "ERROR: relation \"users\" does not exist")
                .answers("watch", new Outcome.NoData("no requests"), new Outcome.Inconclusive("too few"))
                .looksOn("watch", Duration.ofDays(1));
        try (MigrationScenario migration = world.scenario().start()) {
            migration
                    .holdsFor("FAULT")
                    .signals("puase")
                    .signals("pause", 42)
                    .signals("approve")
                    .signals("resume");
            migration
                    .holdsFor("NO_DATA")
                    .settles()
                    .signals("resume")
                    .holdsFor("INCONCLUSIVE")
                    .settles();
            migration.orders("promote", CommandMessage.by("otto", "enough"));
            world.cues().awaitBegun("watch", 3);
            migration.settles().signals("killed", Map.of("actor", "otto", "reason", "3 a.m.", "commandId", "kill-7"));

            migration.reaches(PhaseName.ROLLED_BACK);
            save("held-and-killed", migration);
        }
    }

    @Test
    void dropThatIsUnknownAndThenFallsBack() throws IOException {
        world.cues().fails("drop", "the connection broke").answers("gate", new Outcome.GateClosed(List.of("a view")));
        try (MigrationScenario migration = world.scenario().start()) {
            migration.reaches(PhaseName.SOAKING).settles().passes(Duration.ofDays(14));
            world.cues().awaitBegun("gate", 1);
            migration.settles().passes(SamplePolicy.SELDOM).holdsFor("APPROVAL").settles();
            migration.signals("approve", Map.of("plan", FakeLedger.SHA256));
            migration.records(note -> note.text().equals("DROPPING → HIDING")).signals("resume");

            assertThat(migration.ends()).isEqualTo("COMPLETED");
            save("drop-unknown", migration);
        }
    }

    @Test
    void hiddenUntilSomebodyNeedsANameThenHiddenAgainAndDropped() throws IOException {
        FakeWorld hiding = new FakeWorld(SamplePolicy.seldomLooking().hidingFor(Duration.ofHours(24)));
        hiding.cues()
                .answers("hide-watch", new Outcome.LateReader("reports-1 is on the old path"))
                .looksOn("hide-watch", Duration.ofHours(50));
        try (MigrationScenario migration = hiding.scenario().start()) {
            migration
                    .reaches(PhaseName.SOAKING)
                    .settles()
                    .passes(Duration.ofDays(14))
                    .holdsFor("APPROVAL");
            migration
                    .settles()
                    .signals("approve", Map.of("plan", FakeLedger.SHA256))
                    .holdsFor("LATE_READER");
            migration
                    .settles()
                    .signals("resume")
                    .settles()
                    .passes(Duration.ofDays(14))
                    .holdsFor("APPROVAL");
            migration.settles().signals("approve", Map.of("plan", FakeLedger.SHA256, "commandId", "a-2"));
            hiding.cues().awaitBegun("hide-watch", 2);
            migration.settles().signals("pause").holdsFor("PAUSE").settles().signals("resume");
            hiding.cues().awaitBegun("hide-watch", 3);
            migration.settles().signals("extend", Map.of("for", "1h")).settles().passes(Duration.ofHours(26));

            assertThat(migration.ends()).isEqualTo("COMPLETED");
            save("hidden", migration);
        }
    }

    @Test
    void rolledBackWhileHidden() throws IOException {
        FakeWorld hiding = new FakeWorld(SamplePolicy.seldomLooking().hidingFor(Duration.ofHours(24)));
        try (MigrationScenario migration = hiding.scenario().start()) {
            migration
                    .reaches(PhaseName.SOAKING)
                    .settles()
                    .passes(Duration.ofDays(14))
                    .holdsFor("APPROVAL");
            migration.settles().signals("approve", Map.of("plan", FakeLedger.SHA256));
            hiding.cues().awaitBegun("hide-watch", 1);
            migration.settles().signals("rollback").reaches(PhaseName.ROLLED_BACK);

            save("rolled-back-while-hidden", migration);
        }
    }

    @Test
    void cancelInTheMiddleOfSchemaWork() throws IOException {
        world.cues().waitsIn("backfill");
        try (MigrationScenario migration = world.scenario().start()) {
            world.cues().awaitBegun("backfill", 1);
            migration.cancels();

            assertThat(migration.ends()).isEqualTo("ROLLED_BACK");
            save("cancelled", migration);
        }
    }

    @Test
    void rowsOutOfParityThatAreRepaired() throws IOException {
        world.cues().answers("parity", new Outcome.OutOfParity(3, "public.users: id=7"));
        try (MigrationScenario migration = world.scenario().start()) {
            migration.holdsFor("PARITY").settles();
            migration.orders("repair", new CommandMessage("otto", "sync was off", "c-1", null, null, null, null));

            migration.reaches(PhaseName.SOAKING);
            save("repaired", migration);
        }
    }

    @Test
    void backfillThatIsThrottledWhileItRunsAndWhileItIsHeld() throws IOException {
        world.cues().waitsIn("backfill");
        try (MigrationScenario migration = world.scenario().start()) {
            world.cues().awaitBegun("backfill", 1);
            migration.orders("throttle", new CommandMessage("otto", "slow", "c-1", null, null, "500", null));
            migration.signals("pause").holdsFor("PAUSE").signals("throttle", Map.of("rate", "max"));
            world.cues().awaitBegun("throttle", 2);
            migration.signals("resume");
            world.cues().awaitBegun("backfill", 2);
            world.cues().lets("backfill");

            migration.reaches(PhaseName.SOAKING);
            save("throttled", migration);
        }
    }

    @Test
    void goesOnFromAnEarlierRun() throws IOException {
        world.ledger().leftBehind("RAMPING", 3, true, true);
        try (MigrationScenario migration = world.scenario().start()) {
            migration.reaches(PhaseName.SOAKING);

            save("continued", migration);
        }
    }

    @Test
    void goesOnInAFreshRun() throws IOException {
        try (MigrationScenario migration = world.scenario().startsWithRunsOf(130)) {
            migration.reaches(PhaseName.SOAKING).settles();
            for (int i = 1; world.cues().count("take-over") == 0; i++) {
                migration.orders("pause", new CommandMessage("otto", "again", "p-" + i, null, null, null, null));
                migration
                        .settles()
                        .signals("resume", Map.of("commandId", "r-" + i))
                        .settles();
            }
            migration.signals("rollback").reaches(PhaseName.ROLLED_BACK);

            assertThat(migration.histories()).hasSize(2);
            save("goes-on-1", migration.histories().get(0));
            save("goes-on-2", migration.histories().get(1));
        }
    }

    @Test
    void rejected() throws IOException {
        world.cues().answers("preflight", new Outcome.Refused(List.of("users has no primary key")));
        try (MigrationScenario migration = world.scenario().start()) {
            assertThat(migration.ends()).isEqualTo("REJECTED");
            save("rejected", migration);
        }
    }

    private static void save(String name, MigrationScenario migration) throws IOException {
        save(name, migration.history());
    }

    private static void save(String name, WorkflowExecutionHistory history) throws IOException {
        Path release = HISTORIES.resolve(System.getProperty("histories.record"));
        Files.createDirectories(release);
        String json = history.toJson(true);
        Files.writeString(
                release.resolve(name + ".json"),
                json.replaceAll("\"identity\": \"[^\"]*\"", "\"identity\": \"recorder\""));
    }
}
