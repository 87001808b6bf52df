// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.examples;

import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.workflows.port.Call;
import dev.interlock.workflows.port.SchemaActivities;

/** The real work, and somebody who looks in before the workflow hears of its end. */
final class StoppedSchema implements SchemaActivities {

    private final SchemaActivities real;
    private final Runnable afterExpand;
    private final Runnable afterBackfill;

    StoppedSchema(SchemaActivities real, Runnable afterExpand, Runnable afterBackfill) {
        this.real = real;
        this.afterExpand = afterExpand;
        this.afterBackfill = afterBackfill;
    }

    @Override
    public Outcome preflight(Call call) {
        return real.preflight(call);
    }

    @Override
    public Outcome expand(Call call) {
        Outcome outcome = real.expand(call);
        afterExpand.run();
        return outcome;
    }

    @Override
    public Outcome backfill(Call call) {
        Outcome outcome = real.backfill(call);
        afterBackfill.run();
        return outcome;
    }

    @Override
    public Outcome parity(Call call) {
        return real.parity(call);
    }

    @Override
    public Outcome repair(Call call) {
        return real.repair(call);
    }

    @Override
    public Outcome revert(Call call, boolean approved) {
        return real.revert(call, approved);
    }
}
