// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.feed;

import dev.interlock.client.flag.TrackedFlag;
import java.time.Duration;

/**
 * How often a flag is asked for, and reported unless the evaluators are too many for that.
 *
 * @param moving while the flag is between 0 % and 100 %, while a path has to drain, and while the process overrules the flag
 * @param settled otherwise
 */
public record Cadence(Duration moving, Duration settled) {

    public static final Cadence DEFAULT = new Cadence(Duration.ofSeconds(1), Duration.ofSeconds(10));

    Duration interval(TrackedFlag flag) {
        boolean settledNow = flag.held().rule().isFixed() && !flag.isDraining() && !flag.isOverruled();
        return settledNow ? settled : moving;
    }
}
