// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e.losses;

import java.util.List;
import java.util.stream.Stream;

/** What is done to a migration. */
enum Fault {

    /** {@code kill -9}, and started again. */
    KILL_WORKER,

    /** PostgreSQL's immediate shutdown, and started again. */
    CRASH_POSTGRES,

    /** Every session of the applications is terminated. */
    DROP_APPLICATION_CONNECTIONS,

    /** Every session of ours is terminated. */
    DROP_OUR_CONNECTIONS,

    PAUSE,

    ROLLBACK,

    /** {@code interlock.kill}, straight in the database. */
    KILL_FLAG,

    /** After a rollback an attempt of before it wakes up and wants 50 %. */
    LATE_RAISE,

    /** A transaction that has read the table stays open for a while: whoever wants to rename or drop waits for it. */
    HOLD_TABLE;

    static final List<Fault> BEFORE_APPROVAL = allBut(HOLD_TABLE);

    /** A late raise waits for a rollback, and once it has dropped there is none. */
    static final List<Fault> AFTER_APPROVAL = allBut(LATE_RAISE);

    private static List<Fault> allBut(Fault one) {
        return Stream.of(values()).filter(fault -> fault != one).toList();
    }
}
