// SPDX-License-Identifier: Apache-2.0
package dev.interlock.testkit.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.lifecycle.Note;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.lifecycle.PhaseName;
import dev.interlock.domain.plan.Percent;
import dev.interlock.testkit.FakeWorld;
import dev.interlock.testkit.MigrationScenario;
import dev.interlock.testkit.SamplePolicy;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RollbackTest {

    private static final Outcome FAILED = new Outcome.Failed("errors", "14 of 2,031 calls, 3 of 9,120 before", true);
    private static final Map<String, String> KILL = Map.of("actor", "otto", "reason", "3 a.m.", "commandId", "kill-7");

    private final FakeWorld world = new FakeWorld(SamplePolicy.seldomLooking());

    @Test
    void rollbackDoesNotWaitForAHangingActivity() {
        world.cues().hangsIn("expand");
        try (MigrationScenario migration = world.scenario().start()) {
            world.cues().awaitBegun("expand", 1);
            migration.signals("rollback");

            world.cues().awaitBegun("zero-flag", 1);

            assertThat(world.cues().count("prove-kill"))
                    .as("proven only once the work has stopped")
                    .isZero();
            world.cues().lets("expand");
            migration.reaches(PhaseName.ROLLED_BACK);
        }
    }

    @Test
    void breachInTheRampPutsEveryoneBackAndSaysWhy() {
        world.cues().answers("watch", new Outcome.Passed("fine"), FAILED);
        try (MigrationScenario migration = world.scenario().start()) {
            migration.reaches(PhaseName.ROLLED_BACK);

            assertThat(world.flag().percent()).isEqualTo(Percent.ZERO);
            assertThat(migration.status().line())
                    .contains("application 0 % new")
                    .contains("last moved by interlock");
            assertThat(migration.timeline())
                    .extracting(Note::text)
                    .contains("FAIL of errors: 14 of 2,031 calls, 3 of 9,120 before");
        }
    }

    @Test
    void breachInTheSoakPutsEveryoneBack() {
        try (MigrationScenario migration = world.scenario().start()) {
            migration.reaches(PhaseName.SOAKING);
            world.cues().answers("soak-watch", FAILED);

            migration.passes(SamplePolicy.SELDOM).reaches(PhaseName.ROLLED_BACK);

            assertThat(world.flag().percent()).isEqualTo(Percent.ZERO);
        }
    }

    @Test
    void killInTheDatabaseRollsBackByItsActor() {
        try (MigrationScenario migration = Ways.at("RAMPING", world)) {
            world.cues().lets("prove-kill");
            world.flag().kill("otto", "3 a.m.");
            migration.signals("killed", KILL).reaches(PhaseName.ROLLED_BACK);

            assertThat(migration.timeline())
                    .filteredOn(note -> note.text().startsWith("kill"))
                    .singleElement()
                    .satisfies(note -> assertThat(note.actor()).isEqualTo("otto"));
        }
    }

    @Test
    void killThatASecondWorkerReportsLateDoesNotRollBackAgain() {
        try (MigrationScenario migration = Ways.at("RAMPING", world)) {
            world.cues().lets("prove-kill");
            migration.signals("killed", KILL).reaches(PhaseName.ROLLED_BACK).signals("resume");
            world.cues().awaitBegun("watch", 2);

            migration.signals("killed", KILL);

            assertThat(migration.status().phase()).isEqualTo("RAMPING");
        }
    }

    @Test
    void flagThatWasMovedBackBehindItsBackIsFollowed() {
        world.cues().answers("watch", new Outcome.FlagMoved(Percent.ZERO, 1, "otto", "killed"));
        try (MigrationScenario migration = world.scenario().start()) {
            migration.reaches(PhaseName.ROLLED_BACK);

            assertThat(migration.status().percent()).isZero();
        }
    }

    @Test
    void rollbackThatMeetsAFaultIsTriedAgainForEver() {
        world.cues().fails("zero-flag", "no route to host").fails("zero-flag", "no route to host");
        try (MigrationScenario migration = Ways.at("RAMPING", world)) {
            world.cues().lets("prove-kill");
            migration.signals("rollback").holdsFor("FAULT");
            assertThat(migration.status().hold()).isEqualTo("no route to host");

            migration.passes(Duration.ofSeconds(21)).reaches(PhaseName.ROLLED_BACK);

            assertThat(world.cues().count("zero-flag")).isEqualTo(3);
        }
    }

    @Test
    void rollbackDuringTheDropLosesToItsCommit() {
        try (MigrationScenario migration = Ways.at("DROPPING", world)) {
            migration.signals("rollback").records(note -> note.text().startsWith("rollback"));
            world.cues().lets("drop").lets("close");

            assertThat(migration.ends()).isEqualTo("COMPLETED");
            assertThat(world.ledger().notes())
                    .filteredOn(note -> note.kind() == Note.Kind.REFUSED)
                    .extracting(Note::text)
                    .containsExactly("rollback refused: the drop had committed first");
        }
    }

    @Test
    void rollbackDuringTheDropWinsWhereItHasNotCommitted() {
        try (MigrationScenario migration = Ways.at("DROPPING", world)) {
            world.cues().lets("prove-kill").answers("drop", new Outcome.NotDropped("locked by pid 7"));
            migration.signals("rollback").records(note -> note.text().startsWith("rollback"));

            world.cues().lets("drop");

            migration.reaches(PhaseName.ROLLED_BACK);
            assertThat(world.flag().percent()).isEqualTo(Percent.ZERO);
        }
    }

    @Test
    void resumeAfterARollbackRampsFromTheFirstStep() {
        try (MigrationScenario migration = Ways.at("ROLLED_BACK", world)) {
            migration.signals("resume");
            world.cues().awaitBegun("watch", 2);

            assertThat(migration.status().percent()).isEqualTo(1.0);
            assertThat(world.cues().count("expand")).isEqualTo(1);
        }
    }
}
