// SPDX-License-Identifier: Apache-2.0
package dev.interlock.testkit;

import dev.interlock.domain.plan.Percent;
import dev.interlock.workflows.port.Call;
import dev.interlock.workflows.port.FlagActivities;
import java.util.List;

final class FakeFlagStoreTest extends FlagStoreContract {

    private final FakeFlagStore store = new FakeFlagStore();

    @Override
    protected FlagActivities flags() {
        return store;
    }

    @Override
    protected Call call(long epoch, String phase) {
        return new Call("shop", "split", 1, "run", epoch, 1, phase, List.of());
    }

    @Override
    protected void kill(String who, String why) {
        store.kill(who, why);
    }

    @Override
    protected void pin() {
        store.pin();
    }

    @Override
    protected Percent percent() {
        return store.percent();
    }

    @Override
    protected boolean safeSideIsNew() {
        return store.safeSideIsNew();
    }
}
