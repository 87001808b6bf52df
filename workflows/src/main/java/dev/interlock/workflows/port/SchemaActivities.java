// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows.port;

import dev.interlock.domain.lifecycle.Outcome;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/**
 * Work on the schema and its rows. Task queue {@code interlock-schema}; heartbeats; cancelled by
 * {@code Statement.cancel()} and waited for.
 *
 * <p>SQL that PostgreSQL rejects is a non-retryable failure of type {@code sql-rejected} with its words.
 */
@ActivityInterface
public interface SchemaActivities {

    /** {@code Done}, {@code Refused} or {@code Unsure}. Takes no lock stronger than ACCESS SHARE. */
    @ActivityMethod(name = "preflight")
    Outcome preflight(Call call);

    /** The expand scripts of the call's round through Flyway, then sync. {@code Done}. */
    @ActivityMethod(name = "expand")
    Outcome expand(Call call);

    /** Fills by ctid ranges from the ledger's cursor, passes once more over all, puts on the guard. {@code Done}. */
    @ActivityMethod(name = "backfill")
    Outcome backfill(Call call);

    /**
     * {@code Done} when no row is out of parity, else {@code OutOfParity}, all under one snapshot; {@code Drifted} when the team
     * has changed a claimed table. A sync that is not as it was put on is put back first.
     */
    @ActivityMethod(name = "parity")
    Outcome parity(Call call);

    /**
     * Makes rows right that are out of parity, where it is certain how: those with nothing in the new side, and all of them while the flag
     * has never been above 0 %. What it writes over is kept in the ledger. {@code Done}, whatever is left.
     */
    @ActivityMethod(name = "repair")
    Outcome repair(Call call);

    /**
     * Removes sync, then undoes the expand through Flyway. What only the new shape holds is archived before, and dropped only when
     * that is approved.
     *
     * @return {@code Done}; {@code GateOpen} with what would go and the count of rows, once it is archived and not approved yet;
     *     {@code Refused} with the counts where the plan keeps no archive or none can be made, and while the new path may be in use
     */
    @ActivityMethod(name = "revert")
    Outcome revert(Call call, boolean approved);
}
