// SPDX-License-Identifier: Apache-2.0
/**
 * The database code that keeps the old and the new side of a table's rows equal, as text.
 *
 * <p>Nothing here talks to a database. Whoever asks whether a row is in parity asks the agreement function that is
 * written here, and there is no other definition of it.
 */
@NullMarked
package dev.interlock.domain.sync;

import org.jspecify.annotations.NullMarked;
