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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The reversible half of the contract, with a hide time of a day. */
class HideTest {

    private static final String HIDDEN = "HIDING, hidden";
    private static final String READER = "reports-1 is on the old path";

    private final FakeWorld world = Ways.world(HIDDEN);

    @Test
    void namesAreHiddenForTheHideTimeThenTheGateIsAskedAndTheDropCommits() {
        try (MigrationScenario migration = Ways.at(HIDDEN, world)) {
            assertThat(world.flag().isHidden()).isTrue();
            assertThat(migration.status().line()).startsWith("schema serves new;");
            world.cues().lets("drop").lets("close");

            migration.passes(Duration.ofHours(24));

            assertThat(migration.ends()).isEqualTo("COMPLETED");
            assertThat(world.cues().begun())
                    .containsSubsequence("turn-safe-side", "hide", "hide-watch", "gate", "drop", "close");
        }
    }

    @Test
    void whatIsDroppedIsArchivedBeforeAnythingIsHidden() {
        FakeWorld archiving = Ways.world("HIDING, archiving");
        try (MigrationScenario migration = Ways.at("HIDING, archiving", archiving)) {
            assertThat(archiving.flag().isHidden()).isFalse();
            archiving.cues().lets("archive").lets("hide").lets("drop").lets("close");
            migration.settles();

            migration.passes(Duration.ofHours(24));

            assertThat(migration.ends()).isEqualTo("COMPLETED");
            assertThat(archiving.cues().begun())
                    .containsSubsequence("turn-safe-side", "archive", "hide", "hide-watch", "gate", "drop", "close");
        }
    }

    @Test
    void whatCannotBeArchivedHoldsAndIsTriedAgainAfterResume() {
        FakeWorld archiving = Ways.world("HIDING, archiving");
        try (MigrationScenario migration = Ways.at("HIDING, archiving", archiving)) {
            archiving
                    .cues()
                    .fails("archive", "table public.users has no unique key")
                    .lets("archive");

            migration.holdsFor("FAULT");

            assertThat(migration.status().hold()).contains("no unique key");
        }
    }

    @Test
    void lateReaderIsGivenItsNameBackAndTheSoakBeginsAnewAfterResume() {
        try (MigrationScenario migration = Ways.at("HIDING, un-hiding", world)) {
            world.cues().lets("unhide");

            migration.reaches(PhaseName.SOAKING).holdsFor("LATE_READER");

            assertThat(world.flag().isHidden()).isFalse();
            assertThat(world.flag().percent()).isEqualTo(Percent.FULL);
            assertThat(migration.status().hold()).isEqualTo(READER);
            migration.settles().signals("resume").passes(Duration.ofDays(14)).holdsFor("APPROVAL");
        }
    }

    @Test
    void theApprovalIsVoidOnceItWasUnhidden() {
        try (MigrationScenario migration = Ways.at("HIDING, un-hiding", world)) {
            world.cues().lets("unhide");
            migration.holdsFor("LATE_READER");

            migration.signals("approve", Map.of("plan", FakeLedger.SHA256));

            assertThat(migration.timeline())
                    .extracting(Note::text)
                    .anyMatch(text -> text.contains("refused: no approval is asked for now"));
        }
    }

    @Test
    void rollbackWhileHiddenBringsTheNamesBackWithTheFlag() {
        try (MigrationScenario migration = Ways.at(HIDDEN, world)) {
            world.cues().lets("prove-kill");

            migration.signals("rollback").reaches(PhaseName.ROLLED_BACK);

            assertThat(world.flag().isHidden()).isFalse();
            assertThat(world.flag().percent()).isEqualTo(Percent.ZERO);
            assertThat(world.cues().count("unhide")).isZero();
        }
    }

    @Test
    void guardrailThatFailsWhileHiddenRollsBack() {
        world.cues().answers("hide-watch", new Outcome.Failed("errors", "14 of 2,031", true));
        world.cues().waitsIn("prove-kill");
        try (MigrationScenario migration = Ways.at("SOAKING, approval wanted", world)) {
            world.cues().lets("turn-safe-side").lets("hide");

            migration.signals("approve", Map.of("plan", FakeLedger.SHA256)).reaches(PhaseName.ROLLING_BACK);

            world.cues().awaitBegun("prove-kill", 1);
            assertThat(world.flag().isHidden()).isFalse();
        }
    }

    @Test
    void lateReaderIsFoundWhilePausedAndThePauseStandsAfterTheUnhide() {
        try (MigrationScenario migration = Ways.at("HIDING, hidden and paused", world)) {
            world.cues().answers("guard", new Outcome.LateReader(READER)).lets("unhide");

            migration.passes(SamplePolicy.SELDOM).reaches(PhaseName.SOAKING).holdsFor("PAUSE");

            assertThat(world.flag().isHidden()).isFalse();
            assertThat(migration.timeline()).extracting(Note::text).contains("late reader: " + READER);
        }
    }

    @Test
    void gateThatClosesWhileHiddenUnhides() {
        try (MigrationScenario migration = Ways.at(HIDDEN, world)) {
            world.cues()
                    .answers("gate", new Outcome.GateClosed(List.of("a view reads users.full_name")))
                    .lets("unhide");

            migration.passes(Duration.ofHours(24)).reaches(PhaseName.SOAKING).holdsFor("GATE");

            assertThat(world.flag().isHidden()).isFalse();
        }
    }

    @Test
    void extendLengthensTheHideTime() {
        try (MigrationScenario migration = Ways.at(HIDDEN, world)) {
            Instant before = migration.nextAt();

            migration.signals("extend", Map.of("for", "2h"));

            assertThat(migration.nextAt()).isEqualTo(before.plus(Duration.ofHours(2)));
        }
    }

    @Test
    void pausedTimeIsGivenBackToTheHideTime() {
        try (MigrationScenario migration = Ways.at(HIDDEN, world)) {
            Instant before = migration.nextAt();
            Instant paused = migration.now();
            migration.signals("pause").holdsFor("PAUSE").settles().passes(Duration.ofHours(30));

            migration.signals("resume").settles();

            assertThat(world.flag().isHidden()).isTrue();
            assertThat(migration.nextAt())
                    .isAfterOrEqualTo(before.plus(Duration.ofHours(30)))
                    .isBefore(before.plus(Duration.between(paused, migration.now()))
                            .plusSeconds(1));
        }
    }

    @Test
    void unhideThatMeetsAFaultIsTriedAgainByItself() {
        world.cues().fails("unhide", "ERROR: column \"full_name\" already exists");
        try (MigrationScenario migration = Ways.at("HIDING, un-hiding", world)) {
            world.cues().lets("unhide");
            migration.holdsFor("FAULT").settles();

            migration.passes(Duration.ofSeconds(10)).reaches(PhaseName.SOAKING);

            assertThat(world.cues().count("unhide")).isEqualTo(2);
        }
    }
}
