// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e.losses;

import org.jspecify.annotations.Nullable;

/**
 * One write to one row.
 *
 * @param version of the row that it made, told by the statement itself; 0 where its answer never came
 * @param name in the old shape; null for a deletion
 */
record Write(long version, @Nullable String name, Fate fate) {

    boolean isAcknowledged() {
        return fate == Fate.ACKNOWLEDGED;
    }

    boolean mayFollow(long acknowledged) {
        return fate == Fate.UNKNOWN && (version == 0 || version > acknowledged);
    }
}
