// SPDX-License-Identifier: Apache-2.0
package dev.interlock.testkit.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.lifecycle.Note;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.lifecycle.PhaseName;
import dev.interlock.testkit.FakeWorld;
import dev.interlock.testkit.MigrationScenario;
import dev.interlock.testkit.SamplePolicy;
import dev.interlock.workflows.MigrationStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoldTest {

    private static final String WORDS = "ERROR: relation \"users\" does not exist";

    private final FakeWorld world = new FakeWorld(SamplePolicy.seldomLooking());

    @ParameterizedTest
    @CsvSource({
        "claim, QUEUED",
        "preflight, PREFLIGHT",
        "expand, EXPANDING",
        "backfill, BACKFILLING",
        "parity, RAMPING",
        "await-evaluators, RAMPING",
        "raise-flag, RAMPING",
        "watch, RAMPING",
        "soak-watch, SOAKING"
    })
    void activityThatGivesUpHoldsWithItsWordsAndResumeTriesAgain(String activity, String phase) {
        world.cues().fails(activity, WORDS);
        try (MigrationScenario migration = world.scenario().start()) {
            migration.holdsFor("FAULT");
            MigrationStatus held = migration.status();
            assertThat(held.phase()).isEqualTo(phase);
            assertThat(held.hold()).isEqualTo(WORDS);
            assertThat(migration.timeline()).extracting(Note::kind).contains(Note.Kind.FAULT);

            migration.signals("resume");

            world.cues().awaitBegun(activity, 2);
            migration.reaches(PhaseName.SOAKING);
        }
    }

    @ParameterizedTest
    @CsvSource({"gate, SOAKING", "turn-safe-side, HIDING", "after-drop, DROPPED"})
    void faultInTheContractHoldsAndResumeTriesAgain(String activity, String phase) {
        SamplePolicy policy = SamplePolicy.seldomLooking().withoutApproval();
        FakeWorld contract = new FakeWorld(policy);
        contract.cues().fails(activity, WORDS);
        try (MigrationScenario migration = contract.scenario().start()) {
            migration.reaches(PhaseName.SOAKING).passes(Duration.ofDays(14)).holdsFor("FAULT");
            assertThat(migration.status().phase()).isEqualTo(phase);

            migration.signals("resume");

            assertThat(migration.ends()).isEqualTo("COMPLETED");
        }
    }

    @Test
    void dropThatSaysNothingIsAskedOfTheLedger() {
        try (MigrationScenario migration = Ways.at("DROPPING", world)) {
            world.cues()
                    .fails("drop", "the connection broke")
                    .answers("ask-drop", new Outcome.Dropped("the ledger has the row"))
                    .lets("drop")
                    .lets("close");

            assertThat(migration.ends()).isEqualTo("COMPLETED");
        }
    }

    @Test
    void dropWhoseBudgetIsSpentFallsBackToHidingWithAHold() {
        try (MigrationScenario migration = Ways.at("DROPPING", world)) {
            world.cues()
                    .answers("drop", new Outcome.NotDropped("locked by pid 7 for 30 min"))
                    .lets("drop");

            migration.holdsFor("FAULT").reaches(PhaseName.HIDING);

            assertThat(migration.status().hold()).isEqualTo("locked by pid 7 for 30 min");
        }
    }

    @Test
    void faultInTheRevertHolds() {
        world.cues().fails("revert", WORDS);
        try (MigrationScenario migration = Ways.at("ROLLED_BACK", world)) {
            world.cues().lets("revert").lets("close");
            migration.signals("revert").holdsFor("FAULT");

            migration.signals("resume");

            assertThat(migration.ends()).isEqualTo("REVERTED");
        }
    }

    @Test
    void nobodyHasDeployedIsAHoldThatEndsByItself() {
        world.cues().looksOn("await-evaluators", Duration.ofSeconds(10)).looksOn("watch", Duration.ofDays(1));
        try (MigrationScenario migration = world.scenario().start()) {
            world.cues().awaitBegun("await-evaluators", 1);
            migration.passes(Duration.ofSeconds(36)).holdsFor("NO_DATA");
            assertThat(migration.status().hold()).contains("is the code deployed?");

            world.cues().answers("await-evaluators", new Outcome.Done("1 live evaluator"));
            migration.passes(Duration.ofSeconds(20));

            world.cues().awaitBegun("watch", 1);
            assertThat(migration.status().holdKind()).isNull();
        }
    }

    @Test
    void calibrationThatTakesTheLooksItNeedsIsNoHold() {
        world.cues().looksOn("await-evaluators", Duration.ofSeconds(10)).looksOn("watch", Duration.ofDays(1));
        try (MigrationScenario migration = world.scenario().start()) {
            world.cues().awaitBegun("await-evaluators", 1);
            migration.passes(Duration.ofSeconds(21));
            world.cues().answers("await-evaluators", new Outcome.Done("1 live evaluator"));

            migration.passes(Duration.ofSeconds(10));

            world.cues().awaitBegun("watch", 1);
            assertThat(migration.timeline()).extracting(Note::kind).doesNotContain(Note.Kind.HOLD);
        }
    }

    @Test
    void dataThatComesBackEndsItsHold() {
        world.cues().answers("watch", new Outcome.NoData("no requests")).looksOn("watch", Duration.ofDays(1));
        try (MigrationScenario migration = world.scenario().start()) {
            migration.holdsFor("NO_DATA");
            world.cues().awaitBegun("guard", 1);
            world.cues().answers("guard", new Outcome.DataBack("requests again"));

            migration.passes(SamplePolicy.SELDOM);

            world.cues().awaitBegun("watch", 2);
            assertThat(migration.status().holdKind()).isNull();
        }
    }

    @Test
    void doubtOfTheGateExtendsTheSoakAndIsAskedAgain() {
        world.cues().answers("gate", new Outcome.GateClosed(List.of("a view reads users.full_name")));
        try (MigrationScenario migration = world.scenario().start()) {
            migration.reaches(PhaseName.SOAKING).passes(Duration.ofDays(14));
            world.cues().awaitBegun("gate", 1);

            migration.passes(SamplePolicy.SELDOM);

            migration.holdsFor("APPROVAL");
            assertThat(world.cues().count("gate")).isEqualTo(2);
        }
    }

    @Test
    void approvalOfAnotherPlanIsRefused() {
        try (MigrationScenario migration = Ways.at("SOAKING, approval wanted", world)) {
            migration.signals("approve", Map.of("plan", "bad"));

            assertThat(migration.status().holdKind()).isEqualTo("APPROVAL");
        }
    }

    @Test
    void changeByTheTeamHoldsUntilSomebodyResumes() {
        world.cues().answers("watch", new Outcome.Drifted(List.of("public.users: column nick is new: text")));
        try (MigrationScenario migration = world.scenario().start()) {
            migration.holdsFor("DRIFT");
            assertThat(migration.status().hold())
                    .isEqualTo("the team has changed public.users: column nick is new: text");

            migration.signals("resume", Map.of("keep", "ours"));
            assertThat(migration.status().holdKind()).isEqualTo("DRIFT");
            assertThat(migration.timeline())
                    .extracting(Note::text)
                    .contains("resume refused: `keep: ours` is not built yet: undo the change yourself, then resume");

            migration.signals("resume", Map.of("keep", "theirs"));
            migration.reaches(PhaseName.SOAKING);
        }
    }

    @Test
    void afterABrokenSyncAtZeroParityIsExactBeforeTheFirstStep() {
        world.cues()
                .answers(
                        "await-evaluators",
                        new Outcome.Failed("interlock:sync", "trigger is gone; put back at once", true));
        try (MigrationScenario migration = world.scenario().start()) {
            migration.holdsFor("GUARDRAIL");
            int proven = world.cues().count("parity");

            migration.signals("resume");

            migration.reaches(PhaseName.SOAKING);
            assertThat(world.cues().begun().stream().filter("parity"::equals).count())
                    .isGreaterThan(proven + 1L);
        }
    }
}
