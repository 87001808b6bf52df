// SPDX-License-Identifier: Apache-2.0
/**
 * What a contract or a revert takes away, kept for a while: a copy in schema {@code interlock_archive}, filled in batches, kept up
 * by triggers from before the first batch, compared under one snapshot, sealed by the drop transaction; restored, forgotten, and
 * dropped when its time is over.
 *
 * <p>Locks: SHARE ROW EXCLUSIVE on a table while its triggers are put on; FOR NO KEY UPDATE on the rows of one batch, skipping
 * those that others have; ACCESS SHARE while all of it is compared. Deliberately not supported: a table without a unique key over
 * columns that are NOT NULL, whose rows nothing tells apart; foreign tables; tables that others inherit from.
 */
@NullMarked
package dev.interlock.activities.archive;

import org.jspecify.annotations.NullMarked;
