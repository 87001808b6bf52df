// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.count;

import dev.interlock.domain.flag.FlagRule;
import dev.interlock.domain.flag.Variant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * How many different users the flag has given each path since one version of a flag: whether they are split as it says. The first
 * {@link #MOST} count, so memory is bounded and both paths are cut off at the same moment. No locks.
 */
public final class UserCount {

    /** Enough to tell 1 % from 2 %. */
    static final int MOST = 4_096;

    private final Set<Integer> seen = ConcurrentHashMap.newKeySet();
    private final AtomicInteger room = new AtomicInteger(MOST);
    private final AtomicInteger old = new AtomicInteger();
    private final AtomicInteger fresh = new AtomicInteger();

    /**
     * The flag gave a user that path. Nobody in particular is nobody.
     *
     * @return whether it was counted as a user that had not been counted before
     */
    public boolean add(Variant variant, @Nullable String targetingKey) {
        if (room.get() <= 0 || targetingKey == null || FlagRule.isNoKey(targetingKey)) {
            return false;
        }
        boolean counted = seen.add(targetingKey.hashCode()) && room.getAndDecrement() > 0;
        if (counted) {
            (variant == Variant.NEW ? fresh : old).incrementAndGet();
        }
        return counted;
    }

    public long onOldPath() {
        return old.get();
    }

    public long onNewPath() {
        return fresh.get();
    }
}
