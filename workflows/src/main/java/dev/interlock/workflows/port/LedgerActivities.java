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

    /** Writes the end, copies the history table into {@code script}, drops it and gives up the claim. */
    @ActivityMethod(name = "close")
    Outcome close(Call call, String endedAs);
}
