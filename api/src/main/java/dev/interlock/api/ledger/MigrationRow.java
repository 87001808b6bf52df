// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.ledger;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run of a plan as the ledger has it, without its files.
 *
 * @param runId the Temporal run that owns it
 * @param percent thousandths of a percent
 * @param expanded whether every expand script of this round is applied
 * @param backfilled whether the backfill's last pass of this round found nothing
 * @param endedAs COMPLETED, REVERTED or REJECTED; null while it is open
 * @param lastVerdict why it was rejected, if it was
 * @param next when the next step can be taken under {@code ramp.windows}, in words; null where nothing has been said, or more has
 *     happened since
 * @param evaluators that are not silent, 30 s or as long as so many may take, and have not said goodbye
 */
public record MigrationRow(
        long number,
        String id,
        String planSha256,
        String description,
        String owner,
        List<String> tables,
        String flagKey,
        List<String> switchedOff,
        String startedBy,
        Instant startedAt,
        String runId,
        String phase,
        int percent,
        @Nullable String hold,
        int round,
        long epoch,
        boolean expanded,
        boolean backfilled,
        @Nullable Instant droppedAt,
        @Nullable Instant endedAt,
        @Nullable String endedAs,
        @Nullable String lastVerdict,
        @Nullable String next,
        int evaluators) {

    public boolean ended() {
        return endedAt != null;
    }
}
