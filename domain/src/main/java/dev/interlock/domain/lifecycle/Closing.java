// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import java.time.Instant;
import java.util.Optional;

/**
 * What would begin to go forward while {@code ramp.windows} are closed waits for their opening, watched on at what has been
 * reached. This is asked after every event, so no way up can go round it; going back is never asked, and what has begun is let
 * come to its end.
 */
final class Closing {

    private Closing() {}

    /** The same state where nothing goes forward, or may. */
    static MigrationState apply(MigrationState state, Instant now) {
        return goesForward(state) && state.policy().ramp().isClosed(now)
                ? state.with(waiting(state, state.policy().ramp().opening(now), now), state.hold())
                : state;
    }

    private static boolean goesForward(MigrationState state) {
        Optional<Task> wanted = DesiredTask.of(state);
        boolean hasBegun = wanted.equals(state.tasks().running().map(Tasks.Running::task));
        return !hasBegun && wanted.filter(task -> goesForward(state, task)).isPresent();
    }

    private static boolean goesForward(MigrationState state, Task task) {
        boolean raises = task instanceof Task.Raise raise && raise.percent().compareTo(state.percent()) > 0;
        return raises
                || task instanceof Task.TurnSafeSide
                || task instanceof Task.Hide
                || (task instanceof Task.Drop && !isGoingBack(state));
    }

    /** A rollback waits for the drop, and only the drop can say that there is none. */
    private static boolean isGoingBack(MigrationState state) {
        return state.phase() instanceof Phase.Dropping dropping
                && dropping.goingBack().isPresent();
    }

    private static Phase waiting(MigrationState state, Instant opening, Instant now) {
        if (state.phase() instanceof Phase.Dropping dropping) {
            return new Phase.Hiding(
                    dropping.soakStarted(), new HideStage.Waiting(new HideStage.AtGate(), now, opening));
        }
        if (state.phase() instanceof Phase.Hiding hiding) {
            return hiding.at(new HideStage.Waiting(hiding.stage(), now, opening));
        }
        int step = ((RampStage.Raising) ((Phase.Ramping) state.phase()).stage()).step();
        return new Phase.Ramping(
                step == 0
                        ? new RampStage.Calibrating(opening)
                        : new RampStage.Watching(step - 1, now, now).waitingFor(opening));
    }
}
