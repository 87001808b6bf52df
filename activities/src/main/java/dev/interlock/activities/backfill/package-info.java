// SPDX-License-Identifier: Apache-2.0
/**
 * Fills the new side of rows that existed before sync was put on.
 *
 * <p>Locks: ROW EXCLUSIVE on a leaf and FOR NO KEY UPDATE on the rows of one batch, for about 250 ms; a batch never waits
 * for a row. The ledger's cursor row is locked first, so two runs of the same backfill take turns.
 *
 * <p>A row is filled by setting a column of the new side to itself: the trigger, which is unguarded until the end, makes
 * the row right. So there is one piece of code that fills rows, it deals with each row that raises on its own, and what
 * an application writes at the same time is treated alike.
 */
@NullMarked
package dev.interlock.activities.backfill;

import org.jspecify.annotations.NullMarked;
