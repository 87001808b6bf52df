// SPDX-License-Identifier: Apache-2.0
package dev.interlock.testkit;

import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.workflows.port.Call;
import dev.interlock.workflows.port.ContractActivities;
import java.time.Instant;
import java.util.List;

/** A contract whose gate is open and whose drop commits at its first attempt. */
public final class FakeContract implements ContractActivities {

    private final FakeLedger ledger;
    private final FakeFlagStore flag;
    private final Cues cues;

    FakeContract(FakeLedger ledger, FakeFlagStore flag, Cues cues) {
        this.ledger = ledger;
        this.flag = flag;
        this.cues = cues;
    }

    @Override
    public Outcome gate(Call call, Instant soakStarted) {
        ledger.write(call);
        return cues.play("gate", () -> new Outcome.GateOpen(List.of("users.full_name"), List.of()));
    }

    @Override
    public Outcome archive(Call call) {
        ledger.write(call);
        return cues.play("archive", () -> new Outcome.Done("2 rows of column users.full_name archived"));
    }

    @Override
    public Outcome hide(Call call) {
        ledger.write(call);
        return cues.play("hide", () -> flag.hide(call));
    }

    @Override
    public Outcome drop(Call call) {
        ledger.write(call);
        return cues.play("drop", this::dropped);
    }

    @Override
    public Outcome askDrop(Call call) {
        ledger.write(call);
        return cues.play("ask-drop", () -> new Outcome.NotDropped("no row in the ledger"));
    }

    @Override
    public Outcome afterDrop(Call call) {
        ledger.write(call);
        return cues.play("after-drop", () -> new Outcome.Done("flag pinned"));
    }

    private Outcome dropped() {
        flag.pin();
        return new Outcome.Dropped("users.full_name dropped after 1 attempt");
    }
}
