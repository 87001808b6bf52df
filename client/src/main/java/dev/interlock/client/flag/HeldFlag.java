// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.flag;

import dev.interlock.client.count.CohortCounter;
import dev.interlock.domain.flag.Cohorts;
import dev.interlock.domain.flag.FlagRule;
import dev.interlock.domain.flag.Variant;

/**
 * One value of a flag as the ledger gave it.
 *
 * @param version 0 until the ledger has told anything
 * @param epoch goings-back so far
 * @param pinned the old path is gone
 * @param cohorts whom to tell apart at 0 %
 */
public record HeldFlag(FlagRule rule, long version, long epoch, boolean pinned, Cohorts cohorts) {

    /** A value that tells nobody apart. */
    public HeldFlag(FlagRule rule, long version, long epoch, boolean pinned) {
        this(rule, version, epoch, pinned, Cohorts.NONE);
    }

    static HeldFlag unknown(String key) {
        return new HeldFlag(FlagRule.unknown(key), 0, 0, false);
    }

    public boolean isKnown() {
        return version > 0;
    }

    /** A counter for the calls of this version. */
    CohortCounter counter() {
        return rule.percent().isZero() ? CohortCounter.of(rule.key(), cohorts) : CohortCounter.NONE;
    }

    /** Whether a process may keep its users on the old path by itself: while that path is what is safe. */
    boolean mayBeOverruled() {
        return !pinned && rule.safeSide() == Variant.OLD && !rule.percent().isZero();
    }

    /**
     * Whether a read may be tried on the new path beside the old one. At 0 % only until the flag has first gone back, for from then on
     * 0 % says that nothing runs on the new path, and not before the ramp has begun: until then what the new path reads is not there.
     */
    boolean allowsShadows(boolean ramping) {
        boolean betweenPaths =
                !pinned && rule.safeSide() == Variant.OLD && !rule.percent().isFull();
        return isKnown() && betweenPaths && (!rule.percent().isZero() || (epoch == 0 && ramping));
    }

    /** Whether nobody should be on that path any more. */
    boolean mustDrain(Variant variant) {
        return rule.isFixed() && rule.evaluate(null) != variant;
    }
}
