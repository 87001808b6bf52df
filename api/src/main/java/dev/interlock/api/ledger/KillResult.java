// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.ledger;

/** What came of a kill. */
public sealed interface KillResult {

    record Killed(KillRow flag) implements KillResult {}

    record UnknownFlag() implements KillResult {}

    /** The old path is gone. */
    record Pinned() implements KillResult {}

    /** Old names are hidden, and somebody keeps a table locked; nothing was changed, and {@code why} names who it is. */
    record Hidden(String why) implements KillResult {}

    /** Somebody holds the flag's row; nothing was changed. */
    record Waits(String why) implements KillResult {}
}
