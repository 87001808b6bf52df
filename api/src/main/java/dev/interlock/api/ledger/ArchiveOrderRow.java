// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person has ordered of an archive, and what came of it.
 *
 * @param order the ledger's number of it
 * @param kind {@code restore} or {@code forget}
 * @param table {@code schema.table}; empty for all
 * @param column empty for all of the table's
 * @param state {@code ORDERED}, {@code DONE} or {@code REFUSED}
 * @param rows restored so far
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ArchiveOrderRow(
        long order,
        String kind,
        String table,
        String column,
        String actor,
        String reason,
        Instant orderedAt,
        String state,
        String message,
        long rows,
        @Nullable Instant endedAt) {}
