// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.interlock.api.ledger.MigrationRow;
import dev.interlock.workflows.MigrationStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for.
 *
 * @param number the ledger's, 0 before the worker has given one
 * @param off what is switched off because it is not built yet
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlanPart(
        String database,
        String id,
        long number,
        @Nullable String planSha256,
        @Nullable String description,
        @Nullable String owner,
        List<String> tables,
        @Nullable String flagKey,
        List<String> off) {

    public PlanPart {
        tables = List.copyOf(tables);
        off = List.copyOf(off);
    }

    static PlanPart of(String database, MigrationRow row) {
        return new PlanPart(
                database,
                row.id(),
                row.number(),
                row.planSha256(),
                row.description(),
                row.owner(),
                row.tables(),
                row.flagKey(),
                row.switchedOff());
    }

    static PlanPart of(MigrationStatus status) {
        return new PlanPart(
                status.database(),
                status.id(),
                status.number(),
                status.planSha256(),
                status.description(),
                status.owner(),
                status.tables(),
                status.flagKey(),
                status.off());
    }

    static PlanPart unknown(String database, String id) {
        return new PlanPart(database, id, 0, null, null, null, List.of(), null, List.of());
    }
}
