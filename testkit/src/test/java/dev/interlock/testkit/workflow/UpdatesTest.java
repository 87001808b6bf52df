// SPDX-License-Identifier: Apache-2.0
package dev.interlock.testkit.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.domain.lifecycle.Note;
import dev.interlock.domain.lifecycle.PhaseName;
import dev.interlock.testkit.FakeWorld;
import dev.interlock.testkit.MigrationScenario;
import dev.interlock.testkit.SamplePolicy;
import dev.interlock.workflows.CommandAnswer;
import dev.interlock.workflows.CommandMessage;
import dev.interlock.workflows.MigrationStatus;
import io.temporal.client.WorkflowUpdateException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UpdatesTest {

    private final FakeWorld world = new FakeWorld(SamplePolicy.seldomLooking());

    @Test
    void repeatedCommandIsTakenOnceAndAnswersThePresentState() {
        try (MigrationScenario migration = Ways.at("SOAKING", world)) {
            CommandAnswer first = migration.orders("extend", extend("c-1"));

            CommandAnswer second = migration.orders("extend", extend("c-1"));

            assertThat(first.changed()).isTrue();
            assertThat(second.changed()).isFalse();
            assertThat(second.status()).isEqualTo(first.status()).isEqualTo(migration.status());
        }
    }

    @Test
    void repeatedCommandIsAnsweredEvenWhereItWouldBeRefusedByNow() {
        try (MigrationScenario migration = Ways.at("RAMPING at 100 %", world)) {
            CommandMessage promote = new CommandMessage("otto", null, "c-1", null, null, null, null);
            migration.orders("promote", promote);

            CommandAnswer again = migration.orders("promote", promote);

            assertThat(again.changed()).isFalse();
            assertThat(again.status().phase()).isEqualTo("SOAKING");
        }
    }

    @Test
    void commandThatComesBySignalAndByUpdateIsTakenOnce() {
        try (MigrationScenario migration = Ways.at("SOAKING", world)) {
            migration.signals("extend", extend("c-1"));
            MigrationStatus once = migration.status();

            CommandAnswer again = migration.orders("extend", extend("c-1"));

            assertThat(again.status()).isEqualTo(once);
        }
    }

    @Test
    void extendMovesTheDeadlineThatIsShown() {
        try (MigrationScenario migration = Ways.at("SOAKING", world)) {
            Instant before = migration.nextAt();

            CommandAnswer answer = migration.orders("extend", extend(null));

            assertThat(answer.status().nextAt()).isEqualTo(before.plus(Duration.ofHours(1)));
        }
    }

    @Test
    void updateTakesABareStringAsItsReason() {
        try (MigrationScenario migration = Ways.at("SOAKING", world)) {
            CommandAnswer answer = migration.workflow().update("pause", CommandAnswer.class, "deploy freeze");

            assertThat(answer.status().hold()).isEqualTo("paused by somebody: deploy freeze");
        }
    }

    @Test
    void updateKeepsNoCharacterThatNoDatabaseKeeps() {
        try (MigrationScenario migration = Ways.at("SOAKING", world)) {
            CommandAnswer answer = migration
                    .workflow()
                    .update("pause", CommandAnswer.class, Map.of("actor", "ot\0to", "reason", "lunch\0"));

            assertThat(answer.status().hold()).isEqualTo("paused by ot\uFFFDto: lunch\uFFFD");
            assertThat(world.ledger().notes())
                    .extracting(Note::text)
                    .allSatisfy(text -> assertThat(text).doesNotContain("\0"));
        }
    }

    @Test
    void updateThatCannotBeReadFailsAndChangesNothing() {
        try (MigrationScenario migration = Ways.at("SOAKING", world)) {
            MigrationStatus before = migration.status();

            assertThatThrownBy(() -> migration.workflow().update("pause", CommandAnswer.class, List.of(1, 2)))
                    .isInstanceOf(WorkflowUpdateException.class);

            assertThat(migration.status()).isEqualTo(before);
        }
    }

    @Test
    void commandThatIsThereBeforeTheLedgerHasAnsweredWaitsForItsTurn() {
        world.cues().hangsIn("register").waitsIn("claim");
        try (MigrationScenario migration = world.scenario().start()) {
            world.cues().awaitBegun("register", 1);
            assertThat(migration.status().next()).isEqualTo("the plan is being read into the ledger");
            migration.signals("pause", "not yet");

            world.cues().lets("register");

            migration.holdsFor("PAUSE");
            assertThat(migration.status().phase()).isEqualTo("QUEUED");
        }
    }

    @Test
    void commandAtTheVeryEndIsStillAnswered() {
        try (MigrationScenario migration = Ways.at("ROLLED_BACK", world)) {
            world.cues().hangsIn("record");
            migration.cancels();
            world.cues().awaitBegun("record", world.cues().count("record") + 1);

            CommandAnswer answer = migration.orders("pause", CommandMessage.by("otto", null));
            world.cues().lets("record");

            assertThat(answer.changed()).isFalse();
            assertThat(migration.ends()).isEqualTo("ROLLED_BACK");
            assertThat(world.ledger().notes()).extracting(Note::text).contains("pause: it stands already, at 0 %");
        }
    }

    @Test
    void runThatWasCancelledDoesNotGoOn() {
        world.cues().waitsIn("prove-kill");
        try (MigrationScenario migration = Ways.at("EXPANDING", world)) {
            migration.cancels().reaches(PhaseName.ROLLING_BACK);

            assertThatThrownBy(() -> migration.orders("revert", null))
                    .cause()
                    .hasMessageContaining("cancelled: start the same id again");
        }
    }

    private static CommandMessage extend(@Nullable String id) {
        return new CommandMessage("otto", "more time", id, null, "1h", null, null);
    }
}
