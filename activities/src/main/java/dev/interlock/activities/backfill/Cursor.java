// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.backfill;

import dev.interlock.activities.sync.BlockRange;

/**
 * How far one leaf has been filled.
 *
 * @param filenode the leaf's file when its blocks were counted
 * @param blocks counted after the triggers had committed: what lies behind them was written under sync
 * @param next the first block not yet filled
 */
record Cursor(long filenode, long blocks, long next, long written, long skipped) {

    boolean isAtEnd() {
        return next >= blocks;
    }

    BlockRange range(long size) {
        return new BlockRange(next, Math.min(blocks, next + size));
    }
}
