// SPDX-License-Identifier: Apache-2.0
package dev.interlock.testkit.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.testkit.FakeWorld;
import dev.interlock.testkit.MigrationScenario;
import dev.interlock.testkit.SamplePolicy;
import io.temporal.client.WorkflowFailedException;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartTest {

    private final FakeWorld world = new FakeWorld(SamplePolicy.seldomLooking());

    @Test
    void planThatShouldNeverHaveBeenAcceptedFailsTheWorkflow() {
        world.ledger().refuses("ramp.steps: the last step is not 100");
        try (MigrationScenario migration = world.scenario().start()) {
            WorkflowFailedException failed = catchThrowableOfType(WorkflowFailedException.class, migration::ends);

            assertThat(failed.getCause()).isInstanceOf(ActivityFailure.class);
            ApplicationFailure failure = (ApplicationFailure) failed.getCause().getCause();
            assertThat(failure.getType()).isEqualTo("invalid-plan");
            assertThat(failure.getOriginalMessage()).isEqualTo("ramp.steps: the last step is not 100");
        }
    }

    @Test
    void claimedTableIsRejectedAndNamesTheHolder() {
        world.cues().answers("claim", new Outcome.Claimed("public.users", "users-add-email"));
        try (MigrationScenario migration = world.scenario().start()) {
            assertThat(migration.ends()).isEqualTo("REJECTED");
            assertThat(world.ledger().endedAs()).isEqualTo("REJECTED");
            assertThat(migration.status().lastVerdict())
                    .isEqualTo("refused: public.users is claimed by users-add-email");
        }
    }

    @Test
    void preflightThatSaysNoRejects() {
        world.cues().answers("preflight", new Outcome.Refused(List.of("users has no primary key")));
        try (MigrationScenario migration = world.scenario().start()) {
            assertThat(migration.ends()).isEqualTo("REJECTED");
            assertThat(world.cues().begun()).doesNotContain("expand");
        }
    }

    @Test
    void earlierRunThatWasRevertingGoesOnReverting() {
        world.ledger().leftBehind("REVERTING", 2, true, true);
        try (MigrationScenario migration = world.scenario().start()) {
            assertThat(migration.ends()).isEqualTo("REVERTED");
            assertThat(world.cues().begun()).contains("zero-flag", "prove-kill", "revert", "close");
        }
    }

    @Test
    void earlierRunThatHadDroppedOnlyFinishes() {
        world.ledger().leftBehind("DROPPED", 2, true, true);
        try (MigrationScenario migration = world.scenario().start()) {
            assertThat(migration.ends()).isEqualTo("COMPLETED");
            assertThat(world.cues().begun())
                    .doesNotContain("zero-flag", "drop", "claim")
                    .contains("after-drop");
        }
    }
}
