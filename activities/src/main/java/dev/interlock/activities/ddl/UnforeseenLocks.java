// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import dev.interlock.domain.ddl.LockNeed;
import java.util.Collection;
import java.util.List;

/** A script has locked tables that were not locked first. Nothing of it is applied. */
final class UnforeseenLocks extends RuntimeException {

    private final transient List<LockNeed> locks;

    UnforeseenLocks(Collection<LockNeed> locks) {
        super("locked beside what was locked first: " + locks);
        this.locks = List.copyOf(locks);
    }

    List<LockNeed> locks() {
        return locks;
    }
}
