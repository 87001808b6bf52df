// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e.losses;

/** What the database said of a write's transaction. */
enum Fate {

    /** Committed, and said so. */
    ACKNOWLEDGED,

    /** The connection broke while it was to be committed. */
    UNKNOWN,

    /** Certainly not committed. */
    ROLLED_BACK
}
