// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import java.time.Instant;
import java.util.List;

/** What follows a proven 0 %. With evaluators that have not answered, the way up and the way out stay closed. */
final class Proven {

    private Proven() {}

    static MigrationState then(MigrationState state, List<String> except, Phase.Then then, Instant now) {
        if (then == Phase.Then.STAND || state.cancelled()) {
            return state.leave(new Phase.RolledBack(except, Phase.Then.STAND));
        }
        if (!except.isEmpty()) {
            return state.heldIn(
                    new Phase.RolledBack(except, then),
                    Hold.Kind.EVALUATORS,
                    "waiting for evaluators that have not answered: " + String.join(", ", except),
                    now);
        }
        return state.leave(then == Phase.Then.REVERT ? new Phase.Reverting(false) : Ways.onward(state, now));
    }
}
