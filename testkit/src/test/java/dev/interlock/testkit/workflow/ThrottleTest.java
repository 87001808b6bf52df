// SPDX-License-Identifier: Apache-2.0
package dev.interlock.testkit.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.interlock.domain.lifecycle.Note;
import dev.interlock.domain.lifecycle.PhaseName;
import dev.interlock.testkit.FakeWorld;
import dev.interlock.testkit.MigrationScenario;
import dev.interlock.testkit.SamplePolicy;
import dev.interlock.workflows.CommandAnswer;
import dev.interlock.workflows.CommandMessage;
import dev.interlock.workflows.port.RateOrder;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ThrottleTest {

    private final FakeWorld world = new FakeWorld(SamplePolicy.seldomLooking());

    @Test
    void rateReachesTheLedgerBesideTheBackfillWhichGoesOn() {
        try (MigrationScenario migration = Ways.at("BACKFILLING", world)) {
            CommandAnswer answer = migration.orders("throttle", at("500", "the shop is slow"));

            world.cues().awaitBegun("throttle", 1);
            assertThat(answer.changed()).isTrue();
            assertThat(answer.message()).isEqualTo("the rate is 500 rows/s from now on");
            assertThat(world.cues().count("backfill")).isEqualTo(1);
        }
        RateOrder order = world.ledger().rate().orElseThrow();
        assertThat(order.rate()).isEqualTo("500");
        assertThat(order.actor()).isEqualTo("otto");
        assertThat(order.reason()).isEqualTo("the shop is slow");
        assertThat(world.ledger().notes())
                .filteredOn(note -> note.sequence() == order.sequence())
                .extracting(Note::kind, Note::text)
                .containsExactly(
                        tuple(Note.Kind.COMMAND, "throttle (the shop is slow): the rate is 500 rows/s from now on"));
    }

    @Test
    void heldBackfillTakesItsRateAndStaysHeld() {
        try (MigrationScenario migration = Ways.at("BACKFILLING, paused", world)) {
            migration.signals("throttle", Map.of("rate", 250));

            world.cues().awaitBegun("throttle", 1);
            assertThat(migration.status().holdKind()).isEqualTo("PAUSE");
            assertThat(world.cues().count("backfill")).isEqualTo(1);

            migration.signals("resume");

            world.cues().awaitBegun("backfill", 2);
        }
        assertThat(world.ledger().rate().map(RateOrder::rate)).contains("250");
    }

    @Test
    void newestOfTwoOrdersCountsInWhateverOrderTheyArrive() {
        try (MigrationScenario migration = Ways.at("BACKFILLING", world)) {
            world.cues().hangsIn("throttle");
            migration.orders("throttle", at("500", null));
            migration.orders("throttle", at("max", null));
            world.cues().awaitBegun("throttle", 2);

            world.cues().lets("throttle").lets("backfill");

            migration.reaches(PhaseName.RAMPING);
            world.ledger().awaitRate("max");
        }
    }

    private static CommandMessage at(String rate, @Nullable String reason) {
        return new CommandMessage("otto", reason, null, null, null, rate, null);
    }
}
