// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import dev.interlock.domain.lifecycle.MigrationState.FlagState;
import java.time.Instant;
import java.util.Optional;

/**
 * What an outcome changes in HIDING. Where names may be hidden, the way back to SOAKING is un-hide, and only then the soak;
 * un-hiding what is not hidden changes nothing.
 */
final class OnHiding {

    private OnHiding() {}

    static MigrationState apply(MigrationState state, Phase.Hiding phase, Outcome outcome, Instant now) {
        if (phase.stage() instanceof HideStage.Unhiding unhiding) {
            return outcome instanceof Outcome.Done ? unhidden(state, unhiding.then(), now) : state;
        }
        if (outcome instanceof Outcome.FlagSet set) {
            HideStage next = state.policy().archives() ? new HideStage.Archiving() : afterArchive(state);
            return state.with(new FlagState(set.percent(), set.epoch())).proceed(phase.at(next));
        }
        if (outcome instanceof Outcome.LateReader late) {
            return back(state, phase, Hold.Kind.LATE_READER, late.who(), now);
        }
        if (outcome instanceof Outcome.GateClosed closed) {
            return back(state, phase, Hold.Kind.GATE, String.join("; ", closed.reasons()), now);
        }
        if (outcome instanceof Outcome.Done && phase.stage() instanceof HideStage.Archiving) {
            return state.proceed(phase.at(afterArchive(state)));
        }
        if (outcome instanceof Outcome.Done && phase.stage() instanceof HideStage.Renaming) {
            return state.proceed(phase.at(Ways.hidden(state, now)));
        }
        return outcome instanceof Outcome.GateOpen && state.hold().isEmpty()
                ? state.proceed(new Phase.Dropping(phase.soakStarted(), Optional.empty(), false))
                : state;
    }

    private static HideStage afterArchive(MigrationState state) {
        return state.policy().hides() ? new HideStage.Renaming() : new HideStage.AtGate();
    }

    /** A pause goes along: it stands again after the un-hide. */
    private static MigrationState back(
            MigrationState state, Phase.Hiding phase, Hold.Kind kind, String reason, Instant now) {
        if (!state.policy().hides()) {
            return state.heldIn(Ways.soakAnew(state, now), kind, reason, now);
        }
        Hold then = state.hold().filter(hold -> state.paused()).orElseGet(() -> new Hold(kind, reason, now));
        return state.leave(phase.at(new HideStage.Unhiding(then)));
    }

    /** The approval is void with it: the soak asks for another one at its end. */
    private static MigrationState unhidden(MigrationState state, Hold then, Instant now) {
        return state.with(Ways.soakAnew(state, now), Optional.of(new Hold(then.kind(), then.reason(), now)));
    }
}
