// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows.port;

import dev.interlock.domain.lifecycle.Outcome;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** The ledger: plan, claim, audit, end. Task queue {@code interlock-control}. */
@ActivityInterface
public interface LedgerActivities {

    /**
     * Reads and validates the files, and makes the ledger's row for this run or finds it again.
     *
     * @throws io.temporal.failure.ApplicationFailure not retryable, type {@code invalid-plan} with every problem,
     *     {@code unknown-database}, or {@code id-taken} when the id has completed or runs with another SHA-256
     */
    @ActivityMethod(name = "register")
    Registered register(Registration registration);

    /**
     * Gives the ledger's row from the run of the call to the one that goes on after it, and writes the call's notes in the
     * name of the former. From then on calls of the former are refused.
     *
     * @throws io.temporal.failure.ApplicationFailure not retryable, type {@code left-behind}, when it belongs to neither
     */
    @ActivityMethod(name = "take-over")
    void takeOver(Call call, String runId);

    /** {@code Done} when every table is claimed and the flag row stands at 0 %; {@code Claimed} names a holder. */
    @ActivityMethod(name = "claim")
    Outcome claim(Call call);

    /** Waits, by retries and without an event, until the claim is had. */
    @ActivityMethod(name = "await-claim")
    Outcome awaitClaim(Call call);

    /** Writes the notes of the call and nothing else. */
    @ActivityMethod(name = "record")
    void record(Call call);

    /**
     * Writes the notes and the rate that a running backfill of this migration reads within a second or two. It holds
     * until another one is ordered, also over rounds and runs.
     */
    @ActivityMethod(name = "throttle")
    void throttle(Call call, RateOrder order);

    /**
     * Writes the end, copies the history table into {@code script}, drops it and gives up the claim. {@code Done} without a
     * word: what is said after the end would be a note that no call carries.
     */
    @ActivityMethod(name = "close")
    Outcome close(Call call, String endedAs);
}
