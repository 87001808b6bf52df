// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.interlock.api.ledger.ArchiveOrderRow;
import dev.interlock.api.ledger.ArchiveRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of what was dropped.
 *
 * @param id of the migration; null for all of the database
 * @param order the number of the order that this answers; null for a question
 * @param orders the newest first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ArchivesView(
        String database,
        @Nullable String id,
        @Nullable Long order,
        List<ArchiveRow> archives,
        List<ArchiveOrderRow> orders) {

    public ArchivesView {
        archives = List.copyOf(archives);
        orders = List.copyOf(orders);
    }
}
