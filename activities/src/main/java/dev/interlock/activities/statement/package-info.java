// SPDX-License-Identifier: Apache-2.0
/**
 * What pg_stat_statements counts, from one look to the next: which statements were called since when, and since when it has counted
 * without a gap. It is used where it is there, and what it cannot tell is said.
 */
@NullMarked
package dev.interlock.activities.statement;

import org.jspecify.annotations.NullMarked;
