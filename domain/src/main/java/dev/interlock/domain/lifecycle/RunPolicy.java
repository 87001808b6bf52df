// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import dev.interlock.domain.plan.ContractPolicy;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.domain.plan.RampSchedule;
import dev.interlock.domain.plan.SoakPolicy;
import java.time.Duration;
import java.util.List;

/**
 * The part of a plan that the lifecycle needs, pinned into the run when it starts.
 *
 * @param hide how long the old names are hidden before the drop; zero: not at all
 * @param archive how long what the contract drops is kept; zero: not at all
 * @param hasSync whether parity is asked for
 * @param hasBackfill whether there is anything to fill
 * @param off what is switched off because it is not built yet, for status
 * @param startedBy who may not approve where the plan wants four eyes; empty where it is not on record
 */
public record RunPolicy(
        String id,
        String database,
        String description,
        String owner,
        List<String> tables,
        String flagKey,
        RampSchedule ramp,
        SoakPolicy soak,
        ContractPolicy.Approval approval,
        Duration hide,
        Duration archive,
        boolean queue,
        boolean hasSync,
        boolean hasBackfill,
        List<String> off,
        String startedBy) {

    public RunPolicy {
        tables = List.copyOf(tables);
        off = List.copyOf(off);
        // A run that was started before there was a hide time or an archive knows none.
        hide = hide == null ? Duration.ZERO : hide;
        archive = archive == null ? Duration.ZERO : archive;
        // Nor who has started it.
        startedBy = startedBy == null ? "" : startedBy;
    }

    public boolean hides() {
        return !hide.isZero();
    }

    public boolean archives() {
        return !archive.isZero();
    }

    /** @param queue whether to wait for a claimed table, although the plan does not say so */
    public static RunPolicy of(MigrationPlan plan, boolean queue, String startedBy) {
        return new RunPolicy(
                plan.id(),
                plan.database(),
                plan.description(),
                plan.owner(),
                plan.tables(),
                plan.flag().key(),
                plan.ramp(),
                plan.soak(),
                plan.contract().approval(),
                plan.contract().hide(),
                plan.contract().archive(),
                plan.queue() || queue,
                !plan.sync().isEmpty(),
                !plan.backfill().isEmpty(),
                plan.off(),
                startedBy);
    }
}
