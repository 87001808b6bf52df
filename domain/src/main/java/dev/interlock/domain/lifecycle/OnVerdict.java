// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import dev.interlock.domain.lifecycle.MigrationState.FlagState;
import java.time.Instant;
import java.util.Optional;

/** What a look can say in any phase that is watched: here is what happens after a breach. */
final class OnVerdict {

    private OnVerdict() {}

    static Optional<MigrationState> apply(MigrationState state, Outcome outcome, Instant now) {
        if (outcome instanceof Outcome.Failed failed) {
            return Optional.of(breach(state, failed, now));
        }
        if (outcome instanceof Outcome.FlagMoved moved) {
            return Optional.of(moved(state, moved, now));
        }
        if (outcome instanceof Outcome.Drifted drifted) {
            String changes = "the team has changed " + String.join("; ", drifted.changes());
            return Optional.of(state.held(Hold.Kind.DRIFT, changes, now));
        }
        if (outcome instanceof Outcome.NoData noData) {
            return Optional.of(state.held(Hold.Kind.NO_DATA, noData.sentence(), now));
        }
        if (outcome instanceof Outcome.Inconclusive inconclusive) {
            return Optional.of(state.held(Hold.Kind.INCONCLUSIVE, inconclusive.sentence(), now));
        }
        if (outcome instanceof Outcome.LateReader && !(state.phase() instanceof Phase.Hiding)) {
            return Optional.of(state);
        }
        if (outcome instanceof Outcome.DataBack) {
            return Optional.of(state.heldFor(Hold.Kind.NO_DATA) ? Resume.apply(state, now) : state);
        }
        return Optional.empty();
    }

    /** A breach above 0 % puts the flag to 0 %, held, paused or not; at 0 % there is nothing to roll back. */
    private static MigrationState breach(MigrationState state, Outcome.Failed failed, Instant now) {
        if (failed.rollback() && !state.percent().isZero()) {
            Origin origin = Origin.interlock("guardrail " + failed.guardrail() + ": " + failed.sentence());
            return state.leave(new Phase.RollingBack(state.phase().name(), Phase.Then.STAND, origin, false));
        }
        return standStill(state, Hold.Kind.GUARDRAIL, failed.guardrail() + ": " + failed.sentence(), now);
    }

    /** A higher epoch is a going-back by somebody else, which is followed; anything else is drift. */
    private static MigrationState moved(MigrationState state, Outcome.FlagMoved moved, Instant now) {
        if (moved.epoch() > state.flag().epoch() && moved.percent().isZero()) {
            Origin origin = new Origin(moved.actor(), false, moved.reason());
            return state.with(new FlagState(moved.percent(), moved.epoch()))
                    .leave(new Phase.RollingBack(state.phase().name(), Phase.Then.STAND, origin, false));
        }
        return standStill(
                state,
                Hold.Kind.DRIFT,
                "the flag was moved to " + moved.percent() + " by " + moved.actor() + ": " + moved.reason(),
                now);
    }

    /**
     * Where it stands already, the same look would only say the same again. A hold that waits for data gives way: it would end by itself, and
     * this one must not.
     */
    private static MigrationState standStill(MigrationState state, Hold.Kind kind, String reason, Instant now) {
        boolean stands = state.hold().isPresent() && !state.heldFor(Hold.Kind.NO_DATA);
        return stands ? state.unwatched(reason) : state.held(kind, reason, now);
    }
}
