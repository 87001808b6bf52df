// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.plan;

import java.time.Duration;

/**
 * How long locks may be waited for.
 *
 * @param timeout the longest that an application statement may stand behind a lock of ours
 * @param budget how long attempts are repeated before the migration holds
 * @param concurrentTimeout the longest a CONCURRENTLY statement may run before we cancel it
 */
public record LockPolicy(Duration timeout, Duration budget, Duration concurrentTimeout) {}
