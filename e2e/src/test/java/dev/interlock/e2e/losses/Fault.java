// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e.losses;

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
    LATE_RAISE
}
