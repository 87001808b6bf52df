// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e.losses;

/** What an application does next. */
enum StepKind {

    /** One statement, committed by itself. */
    RENAME,

    /** Three rows in one transaction, each on the path that the flag says for it. */
    RENAME_THREE,

    /** The same, and then thought better of. */
    RENAME_THREE_AND_ROLL_BACK,

    /** Reads the row and writes every column back, as an object-relational mapper does. */
    WRITE_ALL_COLUMNS,

    /** Another column than those of either path. */
    WRITE_A_NOTE,

    INSERT,

    /** A row that this application has inserted before. */
    DELETE
}
