// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import dev.interlock.domain.plan.Percent;
import java.time.Instant;
import java.util.Optional;

/**
 * A piece of work that the machine wants done. The shell maps each to one activity; each may run twice.
 */
public sealed interface Task {

    /** Take the claim on the plan's tables and make the flag row at 0 %. */
    record Claim(boolean queue) implements Task {}

    /** Look before the first production lock. */
    record Preflight() implements Task {}

    /** Run the expand scripts of this round and put on sync. */
    record Expand() implements Task {}

    /** Fill the new side of the rows that existed before. */
    record Backfill() implements Task {}

    /** Exact parity under one snapshot. */
    record Parity() implements Task {}

    /** Make the rows right that are out of parity and whose right side is certain. */
    record Repair() implements Task {}

    /**
     * Wait at 0 % until enough live evaluators have reported this flag.
     *
     * @param notBefore look on until this moment at least; empty: no longer than it takes
     */
    record AwaitEvaluators(Optional<Instant> notBefore) implements Task {}

    /**
     * Watch 0 % for {@code ramp.calibrate} and compare the cohorts of the later steps, who are all on the old path.
     *
     * @param since counts before this are not looked at; where it is ahead of now, it is not over before
     * @param untilData while held for want of data: report its return as well
     */
    record Calibrate(Instant since, boolean untilData) implements Task {}

    /** Compare-and-set the flag upwards. */
    record Raise(Percent percent) implements Task {}

    /**
     * Watch one step until its hold time is over or something is wrong.
     *
     * @param step index into the schedule
     * @param since counts before this are not looked at
     * @param until the hold time's end
     */
    record Watch(int step, Percent percent, Instant since, Instant until) implements Task {}

    /** While held above 0 %: report only a FAIL, or the return of data when it is {@code untilData}. */
    record Guard(Percent percent, Instant since, boolean untilData) implements Task {}

    /** One look every {@code checkEvery}, for weeks; ends only on trouble. */
    record SoakWatch(Instant since) implements Task {}

    /** The checks before HIDING, and again before DROPPING. */
    record Gate(Instant soakStarted) implements Task {}

    /** Turn the safe side to new. */
    record TurnSafeSide() implements Task {}

    /** Copy what the contract drops into the archive, which keeps up from before its first batch. */
    record Archive() implements Task {}

    /** Rename the old names out of the way and let sync go on under the new ones, in one transaction. */
    record Hide() implements Task {}

    /** While the old names are hidden: ends only on trouble, or when somebody turns out to need one of them. */
    record HideWatch(Instant since) implements Task {}

    /** Rename the old names back, the flag staying where it is. Tried until it has its locks. */
    record Unhide() implements Task {}

    /** The drop transaction, attempted within {@code locks.budget}. */
    record Drop() implements Task {}

    /** Ask the ledger whether the drop transaction has committed, and nothing else. */
    record AskDrop() implements Task {}

    /** Pin the flag and run the contract files that cannot be part of the drop transaction. */
    record AfterDrop() implements Task {}

    /**
     * Flag to 0 % and safe side to old, unconditionally; bumps the epoch. What is hidden comes back in the same transaction:
     * at 0 % with hidden names every user would fail.
     */
    record Zero(String actor, String reason) implements Task {}

    /** Wait until every recent evaluator has reported 0 % with no candidate work in flight, at most 60 s. */
    record ProveKill() implements Task {}

    /** Wait until the evaluators that had not answered the going-back have answered or expired. */
    record AwaitAnswers() implements Task {}

    /**
     * Undo the expand DDL at a proven 0 %. What only the new shape holds is archived first, and goes only once a person has agreed.
     */
    record Revert(boolean approved) implements Task {}

    /** Write the end into the ledger and give up the claim. */
    record Close(String endedAs) implements Task {}

    /**
     * Looking and waiting: its state is in the ledger, so begun anew it goes on from there, and nothing is lost with an attempt
     * that nobody waits for any more.
     */
    default boolean goesOnWhenBegunAnew() {
        return this instanceof AwaitEvaluators
                || this instanceof Calibrate
                || this instanceof Watch
                || this instanceof Guard
                || this instanceof SoakWatch
                || this instanceof HideWatch
                || this instanceof AwaitAnswers
                || (this instanceof Claim claim && claim.queue());
    }

    /** Work on schema or rows: cancelling it means waiting until it has really stopped. */
    default boolean touchesSchema() {
        return this instanceof Preflight
                || this instanceof Expand
                || this instanceof Backfill
                || this instanceof Parity
                || this instanceof Repair
                || this instanceof Gate
                || this instanceof Archive
                || this instanceof Hide
                || this instanceof Drop
                || this instanceof AfterDrop
                || this instanceof Revert;
    }
}
