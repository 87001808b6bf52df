// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * Where a migration stands; one flat JSON object.
 *
 * @param live true when the running workflow said so just now; false: as the ledger has it
 */
public record MigrationView(
        @JsonUnwrapped PlanPart plan,
        @JsonUnwrapped RecordPart record,
        boolean live,
        @JsonUnwrapped StandPart stand) {}
