// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.interlock.api.ledger.MigrationRow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What only the ledger knows.
 *
 * @param droppedAt the point of no return
 * @param endedAs COMPLETED, REVERTED or REJECTED
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RecordPart(
        @Nullable String startedBy,
        @Nullable Instant startedAt,
        @Nullable Instant droppedAt,
        @Nullable Instant endedAt,
        @Nullable String endedAs) {

    /** Before the worker has written the ledger's row. */
    static final RecordPart NONE = new RecordPart(null, null, null, null, null);

    static RecordPart of(MigrationRow row) {
        return new RecordPart(row.startedBy(), row.startedAt(), row.droppedAt(), row.endedAt(), row.endedAs());
    }
}
