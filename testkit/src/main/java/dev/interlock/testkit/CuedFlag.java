// SPDX-License-Identifier: Apache-2.0
package dev.interlock.testkit;

import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.Percent;
import dev.interlock.workflows.port.Call;
import dev.interlock.workflows.port.FlagActivities;

/** A {@link FakeFlagStore} that takes cues. */
final class CuedFlag implements FlagActivities {

    private final FakeLedger ledger;
    private final FakeFlagStore store;
    private final Cues cues;

    CuedFlag(FakeLedger ledger, FakeFlagStore store, Cues cues) {
        this.ledger = ledger;
        this.store = store;
        this.cues = cues;
    }

    @Override
    public Outcome raise(Call call, Percent percent) {
        ledger.write(call);
        return cues.play("raise-flag", () -> store.raise(call, percent));
    }

    @Override
    public Outcome zero(Call call, String actor, String reason) {
        ledger.write(call);
        return cues.play("zero-flag", () -> store.zero(call, actor, reason));
    }

    @Override
    public Outcome turnSafeSide(Call call) {
        ledger.write(call);
        return cues.play("turn-safe-side", () -> store.turnSafeSide(call));
    }

    @Override
    public Outcome unhide(Call call) {
        ledger.write(call);
        return cues.play("unhide", () -> store.unhide(call));
    }
}
