// SPDX-License-Identifier: Apache-2.0
/**
 * The lost-write checker: applications write tagged values through both paths while a migration is hit by faults, and in
 * the end every acknowledged write must be there, through both paths, and none that was rolled back.
 *
 * <p>A seed fixes the faults and what each application does. When the threads meet, it fixes nothing; so a seed that fails
 * is likely, and not certain, to fail again.
 */
@NullMarked
package dev.interlock.e2e.losses;

import org.jspecify.annotations.NullMarked;
