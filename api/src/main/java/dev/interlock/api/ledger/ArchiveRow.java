// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of one table.
 *
 * @param id the migration's
 * @param takenBy {@code contract} or {@code revert}
 * @param objects such as {@code column public.users.full_name}
 * @param storedIn {@code interlock_archive.…}
 * @param rows when it was last compared with the table; null before
 * @param bytes likewise
 * @param sealedAt when it was dropped; null while it is kept up
 * @param until null while it is kept up
 * @param goneAt null while it is there
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ArchiveRow(
        String id,
        String takenBy,
        List<String> objects,
        String storedIn,
        @Nullable Long rows,
        @Nullable Long bytes,
        @Nullable String checksum,
        @Nullable Instant sealedAt,
        @Nullable Instant until,
        @Nullable Instant goneAt,
        @Nullable String goneWhy) {

    public ArchiveRow {
        objects = List.copyOf(objects);
    }
}
