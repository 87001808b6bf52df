// SPDX-License-Identifier: Apache-2.0
/**
 * Proof, row by row, that both sides agree.
 *
 * <p>Locks: ACCESS SHARE on the tables. Everything is read under one snapshot; reading under several would miss rows that
 * move from what is still to be read to what has been.
 */
@NullMarked
package dev.interlock.activities.parity;

import org.jspecify.annotations.NullMarked;
