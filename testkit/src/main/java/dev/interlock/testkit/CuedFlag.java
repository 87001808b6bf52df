// SPDX-License-Identifier: Apache-2.0
package dev.interlock.testkit;

import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.Percent;
import dev.interlock.workflows.port.Call;
import dev.interlock.workflows.port.FlagActivities;
import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;

/**
 * A {@link FakeFlagStore} that takes cues. What is cued is not done within a workflow task: nobody could stand in there, or
 * see it fail.
 */
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
        leaveIfCued("raise-flag");
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
        leaveIfCued("turn-safe-side");
        ledger.write(call);
        return cues.play("turn-safe-side", () -> store.turnSafeSide(call));
    }

    @Override
    public Outcome unhide(Call call) {
        ledger.write(call);
        return cues.play("unhide", () -> store.unhide(call));
    }

    private void leaveIfCued(String activity) {
        if (Activity.getExecutionContext().getInfo().isLocal() && cues.isCued(activity)) {
            throw ApplicationFailure.newBuilder()
                    .setMessage("cued, and so not done at once")
                    .setType("cued")
                    .setCategory(ApplicationErrorCategory.BENIGN)
                    .build();
        }
    }
}
