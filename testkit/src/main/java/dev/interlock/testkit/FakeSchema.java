// SPDX-License-Identifier: Apache-2.0
package dev.interlock.testkit;

import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.workflows.port.Call;
import dev.interlock.workflows.port.SchemaActivities;

/** Work on a schema that always succeeds at once. */
public final class FakeSchema implements SchemaActivities {

    private final FakeLedger ledger;
    private final Cues cues;

    FakeSchema(FakeLedger ledger, Cues cues) {
        this.ledger = ledger;
        this.cues = cues;
    }

    @Override
    public Outcome preflight(Call call) {
        return done(call, "preflight", "12 checks passed");
    }

    @Override
    public Outcome expand(Call call) {
        return done(call, "expand", "2 scripts applied, sync on");
    }

    @Override
    public Outcome backfill(Call call) {
        return done(call, "backfill", "3,000 rows filled");
    }

    @Override
    public Outcome parity(Call call) {
        return done(call, "parity", "3,000 rows in parity");
    }

    @Override
    public Outcome repair(Call call) {
        return done(call, "repair", "made 3 rows right");
    }

    @Override
    public Outcome revert(Call call, boolean approved) {
        return done(call, "revert", "2 scripts undone");
    }

    private Outcome done(Call call, String activity, String summary) {
        ledger.write(call);
        return cues.play(activity, () -> new Outcome.Done(summary));
    }
}
