// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.count;

/**
 * Reads that were sampled to be tried on both paths. Cumulative.
 *
 * @param compared the old path returned, and the new one returned or threw
 * @param differing of these, those where it returned something else, or threw
 * @param skipped not tried, because as many as may be were in flight or the flag was about to change, or not compared, because the
 *     old path threw
 */
public record ShadowCounts(long compared, long differing, long skipped) {

    /** Whether any read was sampled. */
    public boolean any() {
        return compared > 0 || skipped > 0;
    }
}
