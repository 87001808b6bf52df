// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.ledger;

/** What came of adding or removing a release. */
public sealed interface ReleaseResult {

    /** @param changed false when it stood so already */
    record Recorded(boolean changed) implements ReleaseResult {}

    record UnknownMigration() implements ReleaseResult {}

    /** There is no old path any more. */
    record TooLate() implements ReleaseResult {}

    /** Somebody holds the migration's row; nothing was changed. */
    record Waits() implements ReleaseResult {}
}
