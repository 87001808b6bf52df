// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a migration stands; one flat JSON object.
 *
 * @param backfill only where one migration is asked for, is open and has begun to fill
 * @param waitingFor only where one migration is asked for and its schema work waits for a lock
 * @param queue only where one migration is asked for and waits for its tables
 * @param live true when the running workflow said so just now; false: as the ledger has it
 */
public record MigrationView(
        @JsonUnwrapped PlanPart plan,
        @JsonUnwrapped RecordPart record,
        boolean live,
        @JsonUnwrapped StandPart stand,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable BackfillView backfill,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LockWaitView waitingFor,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable QueueView queue) {

    MigrationView(PlanPart plan, RecordPart record, boolean live, StandPart stand) {
        this(plan, record, live, stand, null, null, null);
    }

    /** The same with what it is at, and what it waits for. */
    public MigrationView with(Optional<BackfillView> filling, Optional<LockWaitView> wait, Optional<QueueView> place) {
        return new MigrationView(
                plan, record, live, stand, filling.orElse(null), wait.orElse(null), place.orElse(null));
    }
}
