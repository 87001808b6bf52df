// SPDX-License-Identifier: Apache-2.0
package dev.interlock.testkit.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.lifecycle.Note;
import dev.interlock.domain.lifecycle.PhaseName;
import dev.interlock.domain.plan.Percent;
import dev.interlock.testkit.FakeWorld;
import dev.interlock.testkit.MigrationScenario;
import dev.interlock.testkit.SamplePolicy;
import dev.interlock.workflows.CommandAnswer;
import dev.interlock.workflows.CommandMessage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Web UI's cancel button. */
class CancelTest {

    private final FakeWorld world = new FakeWorld(SamplePolicy.seldomLooking());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EXPANDING",
                "BACKFILLING",
                "RAMPING",
                "RAMPING, paused",
                "SOAKING",
                "SOAKING, approval wanted",
                "HIDING",
                "ROLLING_BACK, proving",
                "ROLLED_BACK",
                "ROLLED_BACK except 1, wanted up"
            })
    void cancelRollsBackThenTheRunEndsAndTheLedgerKeepsTheClaim(String place) {
        try (MigrationScenario migration = Ways.at(place, world)) {
            world.cues().lets("prove-kill");

            migration.cancels().records(note -> note.text().startsWith("cancel"));
            world.cues().lets("turn-safe-side");

            assertThat(migration.ends()).isEqualTo("ROLLED_BACK");
            assertThat(world.flag().percent()).isEqualTo(Percent.ZERO);
            assertThat(world.ledger().endedAs()).isNull();
            assertThat(world.ledger().notes()).isEqualTo(migration.timeline());
        }
    }

    @Test
    void cancelBeforeAnythingWasTouchedEndsReverted() {
        try (MigrationScenario migration = Ways.at("PREFLIGHT", world)) {
            world.cues().lets("close");

            migration.cancels();

            assertThat(migration.ends()).isEqualTo("REVERTED");
        }
    }

    @Test
    void cancelAfterTheDropIsRecordedAndIgnored() {
        try (MigrationScenario migration = Ways.at("DROPPED", world)) {
            migration.cancels().records(note -> note.text().startsWith("cancel"));
            world.cues().lets("after-drop").lets("close");

            assertThat(migration.ends()).isEqualTo("COMPLETED");
            assertThat(world.ledger().notes())
                    .filteredOn(note -> note.text().startsWith("cancel"))
                    .singleElement()
                    .satisfies(note -> assertThat(note.kind()).isEqualTo(Note.Kind.REFUSED));
        }
    }

    @Test
    void cancelDuringTheDropWaitsForItsAttempt() {
        try (MigrationScenario migration = Ways.at("DROPPING", world)) {
            migration.cancels().records(note -> note.text().startsWith("cancel"));
            assertThat(migration.status().phase()).isEqualTo("DROPPING");

            world.cues().lets("drop").lets("close");

            assertThat(migration.ends()).isEqualTo("COMPLETED");
        }
    }

    @Test
    void commandsAreStillAnsweredAfterACancel() {
        try (MigrationScenario migration = Ways.at("RAMPING", world)) {
            migration.cancels().reaches(PhaseName.ROLLING_BACK);

            CommandAnswer answer = migration.orders("rollback", CommandMessage.by("otto", null));
            world.cues().lets("prove-kill");

            assertThat(answer.message()).isEqualTo("it is rolling back already");
            assertThat(migration.ends()).isEqualTo("ROLLED_BACK");
        }
    }

    @Test
    void sameIdAgainGoesOnFromWhereItWasCancelled() {
        world.ledger().leftBehind("ROLLED_BACK", 3, true, true);
        world.cues().waitsIn("watch");
        try (MigrationScenario migration = world.scenario().start()) {
            world.cues().awaitBegun("watch", 1);
            assertThat(migration.status().phase()).isEqualTo("RAMPING");

            assertThat(world.cues().begun())
                    .containsSubsequence(
                            List.of("register", "zero-flag", "prove-kill", "parity", "raise-flag", "watch"))
                    .doesNotContain("claim", "expand", "backfill");
        }
    }
}
