// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.count;

import dev.interlock.domain.flag.Variant;

/**
 * Where a call goes.
 *
 * @param taken the path that it takes
 * @param end is told how it ends
 */
public record Way(Variant taken, CallEnd end) {

    private static final Way OLD = new Way(Variant.OLD, CallEnd.UNHEARD);
    private static final Way NEW = new Way(Variant.NEW, CallEnd.UNHEARD);

    /** As the flag says, and nobody waits for its end. */
    public static Way asGiven(Variant given) {
        return given == Variant.NEW ? NEW : OLD;
    }
}
