// SPDX-License-Identifier: Apache-2.0
/**
 * Looks before the first production lock, and says everything that is wrong at once.
 *
 * <p>Locks: ACCESS SHARE, in READ ONLY transactions that are always rolled back.
 */
@NullMarked
package dev.interlock.activities.preflight;

import org.jspecify.annotations.NullMarked;
