// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.flag;

import dev.interlock.domain.flag.Cohorts;
import dev.interlock.domain.flag.FlagRule;
import dev.interlock.domain.flag.Variant;
import java.util.List;

/** Flag values for tests. */
public final class Values {

    private Values() {}

    /** At 0 %, with whom to tell apart, in thousandths of a percent. */
    public static HeldFlag calibrating(String key, long version, Integer... bounds) {
        return new HeldFlag(FlagRule.of(key, 0, Variant.OLD), version, 0, false, new Cohorts(List.of(bounds)));
    }

    public static HeldFlag at(String key, long version, int wholePercent) {
        return new HeldFlag(FlagRule.of(key, wholePercent * 1000, Variant.OLD), version, 0, false);
    }
}
