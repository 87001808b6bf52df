// SPDX-License-Identifier: Apache-2.0
/**
 * The plans of {@code docs/examples}, each carried from its first expand to its contract on a real PostgreSQL, with an
 * application on both paths all the way.
 */
@NullMarked
package dev.interlock.activities.examples;

import org.jspecify.annotations.NullMarked;
