// SPDX-License-Identifier: Apache-2.0
/**
 * Reads what the claimed tables are, compares it with what was let pass, and puts a broken sync back.
 *
 * <p>Locks: reading the catalogue takes none on the tables; putting sync back takes SHARE ROW EXCLUSIVE on one at a time.
 */
@NullMarked
package dev.interlock.activities.drift;

import org.jspecify.annotations.NullMarked;
