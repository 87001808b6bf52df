// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows.port;

import dev.interlock.domain.lifecycle.Outcome;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.time.Instant;

/** The contract. Task queue {@code interlock-schema}. */
@ActivityInterface
public interface ContractActivities {

    /** {@code GateOpen} or {@code GateClosed}, or {@code LateReader} while names are hidden; the evidence is stored either way. */
    @ActivityMethod(name = "gate")
    Outcome gate(Call call, Instant soakStarted);

    /**
     * Copies what the contract drops into schema {@code interlock_archive}, in batches from the ledger's cursor, and compares all of
     * it under one snapshot. From before the first batch on, triggers keep it up with every write. The guardrails are looked at
     * beside it, as often as in a step. Repeatable: what is archived already is only compared.
     *
     * @return {@code Done}, {@code Drifted}, {@code FlagMoved}, {@code Failed} or {@code NoData}
     */
    @ActivityMethod(name = "archive")
    Outcome archive(Call call);

    /**
     * One transaction: table locks under {@code lock_timeout}, the flag row NOWAIT at 100 %, the old names out of the way, sync
     * going on under the new ones, the ledger rows, commit. Repeated within {@code locks.budget}. Only once every evaluator has
     * the newest flag. Hidden already: {@code Done}.
     *
     * @return {@code Done}, {@code GateClosed} when an evaluator or something that needs an old name stands against it, or
     *     {@code FlagMoved}
     */
    @ActivityMethod(name = "hide")
    Outcome hide(Call call);

    /**
     * One transaction: table locks under {@code lock_timeout}, the flag row NOWAIT, {@code contract.sql} verbatim, sync
     * removed, the ledger row, commit. Repeated within {@code locks.budget}. When cancelled it answers what happened.
     *
     * @return {@code Dropped} or {@code NotDropped}, never a guess: an unknown commit is asked of the ledger until it answers
     */
    @ActivityMethod(name = "drop")
    Outcome drop(Call call);

    /** Asks the ledger whether the drop has committed. {@code Dropped} or {@code NotDropped}; changes nothing. */
    @ActivityMethod(name = "ask-drop")
    Outcome askDrop(Call call);

    /** Pins the flag and runs {@code contract/2-…} and later through Flyway, one by one, resumable. {@code Done}. */
    @ActivityMethod(name = "after-drop")
    Outcome afterDrop(Call call);
}
