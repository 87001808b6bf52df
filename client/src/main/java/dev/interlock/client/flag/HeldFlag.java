// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.flag;

import dev.interlock.domain.flag.FlagRule;
import dev.interlock.domain.flag.Variant;

/**
 * One value of a flag as the ledger gave it.
 *
 * @param version 0 until the ledger has told anything
 * @param epoch goings-back so far
 * @param pinned the old path is gone
 */
public record HeldFlag(FlagRule rule, long version, long epoch, boolean pinned) {

    static HeldFlag unknown(String key) {
        return new HeldFlag(FlagRule.unknown(key), 0, 0, false);
    }

    public boolean isKnown() {
        return version > 0;
    }

    /** Whether nobody should be on that path any more. */
    boolean mustDrain(Variant variant) {
        return rule.isFixed() && rule.evaluate(null) != variant;
    }
}
