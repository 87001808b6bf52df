// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows.temporal;

/** Three queues, so that the flag never waits behind a lock. */
public final class TaskQueues {

    /** Workflow tasks, and activities shorter than 5 s: flag, ledger, notices. */
    public static final String CONTROL = "interlock-control";

    /** Guardrail watches. */
    public static final String WATCH = "interlock-watch";

    /** DDL, backfill, parity, contract: few slots. */
    public static final String SCHEMA = "interlock-schema";

    private TaskQueues() {}
}
