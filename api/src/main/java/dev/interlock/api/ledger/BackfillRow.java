// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.ledger;

import org.jspecify.annotations.Nullable;

/**
 * How far one table has been filled in the present round.
 *
 * @param rowsPerSecond of late; null, like the following, when no backfill has said anything for ten seconds
 * @param secondsLeft at the speed of late
 * @param rate the one in force: rows a second, or max
 * @param waitsFor the limit that it stands still for
 */
public record BackfillRow(
        String tableName,
        long rowsWritten,
        long blocksDone,
        long blocksTotal,
        @Nullable Double rowsPerSecond,
        @Nullable Long secondsLeft,
        @Nullable String rate,
        @Nullable String waitsFor) {}
