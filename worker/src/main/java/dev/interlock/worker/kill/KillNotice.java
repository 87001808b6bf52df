// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker.kill;

import java.util.Optional;

/**
 * What {@code interlock.kill} says on channel {@code interlock_kill}: the flag's key and its new epoch.
 */
record KillNotice(String flagKey, long epoch) {

    static final String CHANNEL = "interlock_kill";

    /** Empty for a payload that is not ours: anybody may NOTIFY. */
    static Optional<KillNotice> parse(String payload) {
        int space = payload.lastIndexOf(' ');
        if (space < 1 || !payload.substring(space + 1).matches("\\d{1,18}")) {
            return Optional.empty();
        }
        return Optional.of(new KillNotice(payload.substring(0, space), Long.parseLong(payload.substring(space + 1))));
    }
}
