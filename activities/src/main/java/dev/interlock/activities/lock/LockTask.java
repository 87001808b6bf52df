// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.lock;

import dev.interlock.domain.plan.LockPolicy;

/**
 * Whose locks are watched.
 *
 * @param migration its number
 * @param step such as {@code expand}
 */
public record LockTask(long migration, String step, LockPolicy policy) {}
