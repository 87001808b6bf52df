// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.interlock.api.ledger.BackfillRow;
import dev.interlock.api.ledger.RateRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the backfill of the present round goes.
 *
 * @param tables those whose backfill has begun
 * @param ordered the rate that a person has ordered, if anybody has
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BackfillView(List<Table> tables, @Nullable Ordered ordered) {

    public BackfillView {
        tables = List.copyOf(tables);
    }

    /**
     * One table.
     *
     * @param rowsPerSecond of late; this and the following are missing while no backfill is at work
     * @param rate the one in force: rows a second, or max
     * @param waitsFor the limit that it stands still for
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Table(
            String table,
            long rowsWritten,
            long blocksDone,
            long blocksTotal,
            @Nullable Double rowsPerSecond,
            @Nullable Long secondsLeft,
            @Nullable String rate,
            @Nullable String waitsFor) {

        static Table of(BackfillRow row) {
            return new Table(
                    row.tableName(),
                    row.rowsWritten(),
                    row.blocksDone(),
                    row.blocksTotal(),
                    row.rowsPerSecond(),
                    row.secondsLeft(),
                    row.rate(),
                    row.waitsFor());
        }
    }

    /** Who wanted which rate, and why. */
    public record Ordered(String rate, String actor, String reason, Instant at) {}

    /** Empty where nothing has been filled and nothing was ordered. */
    public static Optional<BackfillView> of(List<BackfillRow> rows, Optional<RateRow> rate) {
        if (rows.isEmpty() && rate.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new BackfillView(
                rows.stream().map(Table::of).toList(),
                rate.map(row -> new Ordered(row.rate(), row.actor(), row.reason(), row.at()))
                        .orElse(null)));
    }
}
