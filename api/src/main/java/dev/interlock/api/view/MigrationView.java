// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.interlock.api.ledger.LockWaitRow;
import org.jspecify.annotations.Nullable;

/**
 * Where a migration stands; one flat JSON object.
 *
 * @param waitingFor only while the schema work waits for a lock
 * @param live true when the running workflow said so just now; false: as the ledger has it
 */
public record MigrationView(
        @JsonUnwrapped PlanPart plan,
        @JsonUnwrapped RecordPart record,
        boolean live,
        @JsonUnwrapped StandPart stand,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LockWaitView waitingFor) {

    MigrationView(PlanPart plan, RecordPart record, boolean live, StandPart stand) {
        this(plan, record, live, stand, null);
    }

    public MigrationView waitingFor(LockWaitRow row) {
        return new MigrationView(plan, record, live, stand, LockWaitView.of(row));
    }
}
