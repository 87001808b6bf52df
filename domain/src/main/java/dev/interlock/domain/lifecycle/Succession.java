// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One run that ends so that a fresh one goes on with its state: for the shell, whose histories must not grow without bound.
 * Nothing changes by it, and nobody is told.
 */
public final class Succession {

    private Succession() {}

    /**
     * Whether a run may end with this decision, none of whose effects but its notes has been performed: nothing is under way
     * but what can be begun anew. Never while going back or dropping, where a successor would have to be waited for.
     */
    public static boolean possible(Decision decision) {
        MigrationState state = decision.state();
        boolean inHaste = state.phase() instanceof Phase.RollingBack
                || state.phase() instanceof Phase.Dropping
                || state.phase() instanceof Phase.Ended
                || state.cancelled();
        boolean ordersARate = decision.effects().stream().anyMatch(effect -> effect instanceof Effect.SetRate);
        if (inHaste || ordersARate || state.tasks().stopping().isPresent()) {
            return false;
        }
        Optional<Tasks.Running> running = state.tasks().running();
        boolean restartable = running.isEmpty()
                || isBegunBy(decision, running.get())
                || running.get().task().goesOnWhenBegunAnew();
        return restartable && wantedAfterwards(state).equals(running.map(Tasks.Running::task));
    }

    /**
     * The first decision of the run that goes on: what is wanted is begun. What would go forward waits where
     * {@code ramp.windows} have closed since the run before it ended.
     */
    public static Decision goOn(MigrationState left, Instant now) {
        List<Effect> effects = new ArrayList<>();
        MigrationState state = Closing.apply(handedOver(left), now);
        return new Decision(state.with(state.tasks().align(DesiredTask.of(state), effects)), effects);
    }

    private static boolean isBegunBy(Decision decision, Tasks.Running running) {
        return decision.effects().contains(new Effect.Start(running.turn(), running.task()));
    }

    private static Optional<Task> wantedAfterwards(MigrationState state) {
        return DesiredTask.of(handedOver(state));
    }

    private static MigrationState handedOver(MigrationState state) {
        return state.with(state.tasks().handedOver());
    }
}
