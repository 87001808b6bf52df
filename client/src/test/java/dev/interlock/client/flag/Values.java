// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.flag;

import dev.interlock.domain.flag.FlagRule;
import dev.interlock.domain.flag.Variant;

/** Flag values for tests. */
public final class Values {

    private Values() {}

    public static HeldFlag at(String key, long version, int wholePercent) {
        return new HeldFlag(FlagRule.of(key, wholePercent * 1000, Variant.OLD), version, 0, false);
    }
}
