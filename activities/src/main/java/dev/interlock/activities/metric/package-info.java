// SPDX-License-Identifier: Apache-2.0
/**
 * Looking: reads the flag, the evaluators' counters and PostgreSQL's statistics, has them judged, and keeps each look.
 *
 * <p>Locks: each look is one short transaction under an advisory lock of its migration, which only looks take. It waits for
 * no application lock longer than a second and runs no statement longer than two.
 */
@NullMarked
package dev.interlock.activities.metric;

import org.jspecify.annotations.NullMarked;
