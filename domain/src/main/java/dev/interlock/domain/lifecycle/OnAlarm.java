// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import java.time.Instant;
import java.util.Optional;

/** What time alone changes. A bell that rings too early changes nothing. */
final class OnAlarm {

    private OnAlarm() {}

    static MigrationState apply(MigrationState state, Instant now) {
        Optional<Alarm> alarm = state.alarm();
        if (alarm.isEmpty() || now.isBefore(alarm.get().at())) {
            return state;
        }
        if (state.phase() instanceof Phase.RollingBack) {
            return state.leave(state.phase());
        }
        if (state.phase() instanceof Phase.Hiding hiding) {
            return hiding.unhides() ? state.leave(hiding) : state.proceed(hiding.at(after(hiding.stage())));
        }
        if (state.phase() instanceof Phase.Soaking soaking) {
            return state.proceed(
                    new Phase.Soaking(new SoakStage.AtGate(soaking.stage().started())));
        }
        return state.held(
                Hold.Kind.NO_DATA,
                "no live evaluator has reported flag " + state.policy().flagKey() + " yet: is the code deployed?",
                now);
    }

    private static HideStage after(HideStage stage) {
        return stage instanceof HideStage.Waiting waiting ? waiting.then() : new HideStage.AtGate();
    }
}
