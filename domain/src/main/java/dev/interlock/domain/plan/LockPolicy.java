// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.plan;

import java.time.Duration;

/**
 * How long locks may be waited for.
 *
 * @param timeout the longest that an application statement may stand behind a lock of ours
 * @param budget how long attempts are repeated before the migration holds
 * @param concurrentTimeout the longest a CONCURRENTLY statement may run before we cancel it
 * @param onBlocker what happens to a session that has made a whole attempt fail
 */
public record LockPolicy(Duration timeout, Duration budget, Duration concurrentTimeout, OnBlocker onBlocker) {

    /** Nobody else's session is touched. */
    public LockPolicy(Duration timeout, Duration budget, Duration concurrentTimeout) {
        this(timeout, budget, concurrentTimeout, OnBlocker.WAIT);
    }

    /** What happens to a session in our way. */
    public enum OnBlocker {
        /** Nothing: it is named, and we try again. */
        WAIT,
        /** Its statement is cancelled. */
        CANCEL,
        /** Its session is ended. */
        TERMINATE
    }
}
