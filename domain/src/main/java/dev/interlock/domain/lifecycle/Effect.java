// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import dev.interlock.domain.backfill.Rate;

/** What the machine tells the shell to do. */
public sealed interface Effect {

    /** Begin this task; whatever comes of it carries the turn. */
    record Start(long turn, Task task) implements Effect {}

    /** Cancel the task of this turn. */
    record Cancel(long turn) implements Effect {}

    /** Put this rate into the ledger, where a backfill that is under way reads it. The task is not begun anew. */
    record SetRate(Rate rate, Origin by) implements Effect {}

    /** Put this on record: with the next call to the ledger, or by a call of its own if there is none. */
    record Write(Note note) implements Effect {}
}
