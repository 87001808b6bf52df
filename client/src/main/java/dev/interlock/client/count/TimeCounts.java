// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.count;

import java.util.List;

/**
 * How calls compare with each of {@link dev.interlock.domain.flag.SlowBounds}. A call is counted once at each bound: as slower
 * when it passes the bound, though it may not have ended, or as faster when it ends before.
 *
 * @param faster calls that ended within the bound, in the order of the bounds
 * @param slower calls that took or have taken longer
 */
public record TimeCounts(List<Long> faster, List<Long> slower) {

    public TimeCounts {
        faster = List.copyOf(faster);
        slower = List.copyOf(slower);
    }
}
