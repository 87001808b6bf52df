// SPDX-License-Identifier: Apache-2.0
/**
 * Puts the generated triggers on and takes them off, and reads from the catalogue what generating them needs.
 *
 * <p>Locks: SHARE ROW EXCLUSIVE on one table at a time to put on or to guard, ACCESS EXCLUSIVE to remove; each waited for
 * no longer than {@code locks.timeout}, partitions included, and tried again within {@code locks.budget}.
 */
@NullMarked
package dev.interlock.activities.sync;

import org.jspecify.annotations.NullMarked;
