// SPDX-License-Identifier: Apache-2.0
/**
 * Fills the new side of rows that existed before sync was put on.
 *
 * <p>Locks: ROW EXCLUSIVE on a leaf and FOR NO KEY UPDATE on the rows of one batch, for about 250 ms; a batch never waits
 * for a row. The ledger's cursor row is locked first, so two runs of the same backfill take turns.
 *
 * <p>The long way to fill a row is to set a column of the new side to itself: the trigger, which is unguarded until the
 * end, makes the row right, deals with each row that raises on its own, and treats alike what an application writes at
 * the same time. Rows that hold nothing in the new side go a short way first: one UPDATE of forward's expressions, for
 * which the trigger stands aside. It is tried where nothing but our trigger fires, and the pass over all rows at the end
 * asks of every row whether it is in parity, whichever way it went.
 */
@NullMarked
package dev.interlock.activities.backfill;

import org.jspecify.annotations.NullMarked;
