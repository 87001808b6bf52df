// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/**
 * Where a migration stands; one flat JSON object.
 *
 * @param backfill only where one migration is asked for, is open and has begun to fill
 * @param live true when the running workflow said so just now; false: as the ledger has it
 */
public record MigrationView(
        @JsonUnwrapped PlanPart plan,
        @JsonUnwrapped RecordPart record,
        boolean live,
        @JsonUnwrapped StandPart stand,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable BackfillView backfill) {

    MigrationView(PlanPart plan, RecordPart record, boolean live, StandPart stand) {
        this(plan, record, live, stand, null);
    }

    public MigrationView with(BackfillView filling) {
        return new MigrationView(plan, record, live, stand, filling);
    }
}
