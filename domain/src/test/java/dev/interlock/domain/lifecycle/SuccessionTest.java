// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where a run may end so that another one goes on. */
final class SuccessionTest {

    @Test
    void neitherGoingBackNorDroppingNorTheEndIsHandedOver() {
        assertThat(decisions())
                .filteredOn(decision -> decision.state().cancelled()
                        || decision.state().phase() instanceof Phase.RollingBack
                        || decision.state().phase() instanceof Phase.Dropping
                        || decision.state().phase() instanceof Phase.Ended)
                .isNotEmpty()
                .noneMatch(Succession::possible);
    }

    @Test
    void schemaWorkThatHasBegunIsWaitedFor() {
        assertThat(decisions())
                .filteredOn(decision ->
                        isUnderWay(decision, decision.state().tasks().running())
                                || decision.state().tasks().stopping().isPresent())
                .isNotEmpty()
                .noneMatch(Succession::possible);
    }

    @Test
    void successorDoesWhatWasWantedAndKeepsEverythingElse() {
        assertThat(decisions()).filteredOn(Succession::possible).isNotEmpty().allSatisfy(decision -> {
            MigrationState left = decision.state();

            Decision first = Succession.goOn(left, Samples.LATER);

            assertThat(task(first.state())).isEqualTo(task(left));
            assertThat(first.state().with(left.tasks())).isEqualTo(left);
            assertThat(first.effects()).allMatch(effect -> effect instanceof Effect.Start);
        });
    }

    @Test
    void outcomeOfAnAbandonedTaskMeansNothingToTheSuccessor() {
        assertThat(decisions())
                .filteredOn(Succession::possible)
                .filteredOn(decision -> decision.state().tasks().running().isPresent())
                .isNotEmpty()
                .allSatisfy(decision -> {
                    Tasks.Running left = decision.state().tasks().running().orElseThrow();

                    MigrationState state =
                            Succession.goOn(decision.state(), Samples.LATER).state();

                    assertThat(state.tasks().isRunning(left.turn())).isFalse();
                });
    }

    private static boolean isUnderWay(Decision decision, Optional<Tasks.Running> running) {
        return running.filter(task -> task.task().touchesSchema())
                .filter(task -> !decision.effects().contains(new Effect.Start(task.turn(), task.task())))
                .isPresent();
    }

    private static Optional<Task> task(MigrationState state) {
        return state.tasks().running().map(Tasks.Running::task);
    }

    private static List<Decision> decisions() {
        List<Decision> all = new ArrayList<>();
        for (MigrationState state : Samples.states().values()) {
            Samples.events(state).values().stream()
                    .filter(event -> Samples.plausible(state, event))
                    .forEach(event -> all.add(MigrationMachine.next(state, event, Samples.LATER)));
        }
        return all;
    }
}
